using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Equality;
using ZkLockAttr.Generator.LockedMethods.Models;

namespace ZkLockAttr.Generator.Emission;

/// <summary>
/// The name of a half's file: <c>Shop.Outer+Orders`1.PlaceAsync.g.cs</c>. Files are told apart without regard to case, so where halves share a
/// name but for its case, as overloads do, a hash of the signature follows.
/// </summary>
/// <remarks>
/// Who shares a name is asked of the other halves, never of the user's types: going through a namespace at every edit would cost more than all
/// the rest.
/// </remarks>
internal static class HintName
{
    /// <summary>The name without regard to other halves, and without extension.</summary>
    public static string Of(IMethodSymbol method)
    {
        var name = new StringBuilder();
        AppendNamespace(name, method.ContainingNamespace);
        AppendType(name, method.ContainingType);
        return name.Append('.').Append(method.Name).ToString();
    }

    /// <summary>The names that several halves have, in upper case.</summary>
    public static EquatableArray<string> Shared(ImmutableArray<string> names) => names
        .GroupBy(name => name.ToUpperInvariant(), StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToImmutableArray();

    /// <summary>The half with a name that no other has.</summary>
    public static Half TellApart(Half half, EquatableArray<string> shared) =>
        shared.Count > 0 && shared.Contains(half.HintName.ToUpperInvariant())
            ? half with { HintName = $"{half.HintName}-{Hash(half).ToString("x8", CultureInfo.InvariantCulture)}" }
            : half;

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

    // What tells two methods apart. FNV-1a: string.GetHashCode differs from process to process.
    private static uint Hash(Half half)
    {
        var hash = Fnv1a(2166136261, half.HintName);
        foreach (var parameter in half.Signature.Parameters)
        {
            hash = Fnv1a(hash, $",{parameter.Type}");
        }

        return Fnv1a(hash, half.Signature.TypeParameters.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static uint Fnv1a(uint hash, string text)
    {
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
