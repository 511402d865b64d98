using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Reads the constraints that a half repeats.</summary>
internal static class ConstraintReader
{
    public static ImmutableArray<string> Read(IMethodSymbol method, MethodDeclarationSyntax syntax) =>
        method.IsOverride ? WrittenOnOverride(syntax) : OfEach(method.TypeParameters);

    // An override inherits its constraints and may say only 'class', 'struct' or 'default' (CS0460).
    private static ImmutableArray<string> WrittenOnOverride(MethodDeclarationSyntax syntax) =>
    [
        .. syntax.ConstraintClauses.Select(clause =>
            $"where {clause.Name.Identifier.Text} : {string.Join(", ", clause.Constraints.Select(constraint => constraint.ToString()))}"),
    ];

    public static ImmutableArray<string> OfEach(ImmutableArray<ITypeParameterSymbol> typeParameters)
    {
        var clauses = ImmutableArray.CreateBuilder<string>();
        foreach (var parameter in typeParameters)
        {
            var constraints = Of(parameter);
            if (constraints.Count > 0)
            {
                clauses.Add($"where {TypeNames.Identifier(parameter.Name)} : {string.Join(", ", constraints)}");
            }
        }

        return clauses.ToImmutable();
    }

    private static List<string> Of(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(TypeNames.Full));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        if (parameter.AllowsRefLikeType)
        {
            constraints.Add("allows ref struct");
        }

        return constraints;
    }
}
