using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Body;

/// <summary>
/// Compares the types of two methods as a call between them sees them: their type parameters by position, without regard to nullable
/// annotations, tuple names, and whether <c>object</c> is written <c>dynamic</c>.
/// </summary>
internal static class SameType
{
    public static bool Of(ITypeSymbol left, ITypeSymbol right)
    {
        if (IsObject(left) || IsObject(right))
        {
            return IsObject(left) && IsObject(right);
        }

        return (left, right) switch
        {
            (ITypeParameterSymbol { DeclaringMethod: not null } a, ITypeParameterSymbol { DeclaringMethod: not null } b) => a.Ordinal == b.Ordinal,
            (IArrayTypeSymbol a, IArrayTypeSymbol b) => a.Rank == b.Rank && a.IsSZArray == b.IsSZArray && Of(a.ElementType, b.ElementType),
            (IPointerTypeSymbol a, IPointerTypeSymbol b) => Of(a.PointedAtType, b.PointedAtType),
            (INamedTypeSymbol a, INamedTypeSymbol b) => SameNamed(WithoutNames(a), WithoutNames(b)),
            _ => SymbolEqualityComparer.Default.Equals(left, right),
        };
    }

    private static bool SameNamed(INamedTypeSymbol left, INamedTypeSymbol right) =>
        SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition)
        && OfEach(left.TypeArguments, right.TypeArguments)
        && (left.ContainingType is null || SameNamed(left.ContainingType, right.ContainingType));

    private static bool OfEach(ImmutableArray<ITypeSymbol> left, ImmutableArray<ITypeSymbol> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!Of(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static INamedTypeSymbol WithoutNames(INamedTypeSymbol type) => type.TupleUnderlyingType ?? type;

    private static bool IsObject(ITypeSymbol type) => type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic;
}
