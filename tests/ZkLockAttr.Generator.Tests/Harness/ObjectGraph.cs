using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>Walks everything that a cached value reaches: one symbol or syntax node would keep a whole compilation alive.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SemanticModel), typeof(Location),
        typeof(AttributeData), typeof(IOperation),
    ];

    public static void AssertHoldsNoCompilation(object? root) => Walk(root, root?.GetType().Name ?? "", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        var type = value.GetType();
        Assert.False(Array.Exists(Forbidden, forbidden => forbidden.IsAssignableFrom(type)), $"{path} holds a {type}");
        if (!type.IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is Array array)
        {
            foreach (var item in array)
            {
                Walk(item, path + "[]", seen);
            }

            return;
        }

        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
