using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>A lock name without placeholders, which other methods can have too.</summary>
/// <param name="Method">The method that takes it.</param>
/// <param name="Name">The name, with single braces.</param>
/// <param name="Provider">What the method says of its locks: others may be on another ensemble.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ConstantName(IMethodSymbol Method, string Name, string? Provider, Location? Place)
{
    public static ConstantName? Of(IMethodSymbol method)
    {
        if (LockTypes.FindLockAttribute(method) is not { } data)
        {
            return null;
        }

        var attribute = new LockAttribute(data);
        if (attribute.Name is not { Length: > 0 } template)
        {
            return null;
        }

        var tokens = TemplateReader.Read(template, out var error);
        return error is null && tokens.Length == 1 && !tokens[0].IsPlaceholder
            ? new ConstantName(method, tokens[0].Text, attribute.Provider, attribute.WhereNameIs())
            : null;
    }

    public bool IsAncestorOf(ConstantName other) => Provider == other.Provider && other.Name.StartsWith(Name + "/", StringComparison.Ordinal);

    public bool IsSameAs(ConstantName other) => Provider == other.Provider && Name == other.Name;
}
