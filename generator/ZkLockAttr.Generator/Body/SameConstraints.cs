using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Body;

/// <summary>Compares the constraints of two methods of the same arity.</summary>
internal static class SameConstraints
{
    public static bool Of(IMethodSymbol left, IMethodSymbol right)
    {
        for (var i = 0; i < left.TypeParameters.Length; i++)
        {
            if (!Of(left.TypeParameters[i], right.TypeParameters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Of(ITypeParameterSymbol left, ITypeParameterSymbol right) =>
        left.HasReferenceTypeConstraint == right.HasReferenceTypeConstraint
        && left.HasValueTypeConstraint == right.HasValueTypeConstraint
        && left.HasUnmanagedTypeConstraint == right.HasUnmanagedTypeConstraint
        && left.HasConstructorConstraint == right.HasConstructorConstraint
        && left.AllowsRefLikeType == right.AllowsRefLikeType
        && left.ConstraintTypes.Length == right.ConstraintTypes.Length
        && left.ConstraintTypes.All(a => right.ConstraintTypes.Any(b => SameType.Of(a, b)));
}
