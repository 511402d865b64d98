using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Emission;

/// <summary>
/// The name of a half's file: <c>Shop.Outer+Orders`1.PlaceAsync.g.cs</c>. Files are told apart without regard to case, so where another name
/// differs in case only, and for overloads, a hash of the signature follows.
/// </summary>
internal static class HintName
{
    public static string Of(IMethodSymbol method)
    {
        var name = new StringBuilder();
        AppendNamespace(name, method.ContainingNamespace);
        AppendType(name, method.ContainingType);
        name.Append('.').Append(method.Name);
        if (NeedsHash(method))
        {
            name.Append('-').Append(Hash(method).ToString("x8", CultureInfo.InvariantCulture));
        }

        return name.Append(HalfFile.Extension).ToString();
    }

    private static void AppendNamespace(StringBuilder name, INamespaceSymbol space)
    {
        if (!space.IsGlobalNamespace)
        {
            AppendNamespace(name, space.ContainingNamespace);
            name.Append(space.Name).Append('.');
        }
    }

    private static void AppendType(StringBuilder name, INamedTypeSymbol type)
    {
        if (type.ContainingType is not null)
        {
            AppendType(name, type.ContainingType);
            name.Append('+');
        }

        name.Append(type.MetadataName);
    }

    // Loops rather than LINQ: this runs for every method at every edit.
    private static bool NeedsHash(IMethodSymbol method)
    {
        foreach (var member in method.ContainingType.GetMembers())
        {
            if (IsLockedMethodOfSameName(member, method))
            {
                return true;
            }
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (var sibling in type.ContainingType is { } outer ? outer.GetTypeMembers() : type.ContainingNamespace.GetTypeMembers())
            {
                if (DifferInCaseOnly(sibling.MetadataName, type.MetadataName))
                {
                    return true;
                }
            }
        }

        for (var space = method.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            foreach (var sibling in space.ContainingNamespace.GetNamespaceMembers())
            {
                if (DifferInCaseOnly(sibling.Name, space.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsLockedMethodOfSameName(ISymbol other, IMethodSymbol method) =>
        other is IMethodSymbol { PartialDefinitionPart: null }
        && string.Equals(other.Name, method.Name, StringComparison.OrdinalIgnoreCase)
        && !SymbolEqualityComparer.Default.Equals(other, method)
        && LockTypes.FindLockAttribute(other) is not null;

    private static bool DifferInCaseOnly(string left, string right) =>
        left != right && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    // FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(IMethodSymbol method)
    {
        var hash = 2166136261;
        foreach (var c in method.GetDocumentationCommentId() ?? method.ToDisplayString())
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
