using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Writes the head of a body as its definition has it: private, and without what belongs to callers.</summary>
internal static class BodyHeader
{
    public static string Write(MethodDeclarationSyntax definition, IMethodSymbol method, string name)
    {
        var between = Layout.LineBreak(definition.SyntaxTree) + Layout.Indent(definition);
        var attributes = string.Concat(BodyAttributes.Of(definition.AttributeLists).Select(list => list + between));
        var modifiers = string.Concat(definition.Modifiers.Where(StandsOnBody).Select(modifier => modifier.Text + " "));
        return $"{attributes}private {modifiers}{definition.ReturnType} {TypeNames.Identifier(name)}{definition.TypeParameterList?.WithoutTrivia()}"
            + Parameters(definition.ParameterList).WithoutTrivia() + Constraints(definition, method, between + Layout.Step(definition));
    }

    /// <summary>Where the head of a method ends.</summary>
    public static int End(MethodDeclarationSyntax method) =>
        method.ConstraintClauses.Count > 0 ? method.ConstraintClauses.Last().Span.End : method.ParameterList.Span.End;

    private static bool StandsOnBody(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.AsyncKeyword;

    private static ParameterListSyntax Parameters(ParameterListSyntax parameters) =>
        parameters.ReplaceNodes(parameters.Parameters, (parameter, _) => Parameter(parameter));

    private static ParameterSyntax Parameter(ParameterSyntax parameter)
    {
        var leading = parameter.GetLeadingTrivia();
        var attributes = BodyAttributes.Of(parameter.AttributeLists);
        if (attributes.Count > 0)
        {
            attributes = attributes.Replace(attributes.Last(), attributes.Last().WithTrailingTrivia(SyntaxFactory.Space));
        }

        var modifiers = parameter.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ThisKeyword)).Select(modifier => modifier.WithLeadingTrivia());
        var result = parameter.WithAttributeLists(attributes).WithModifiers(SyntaxFactory.TokenList(modifiers));
        return (parameter.Default is null ? result : result.WithDefault(null).WithTrailingTrivia()).WithLeadingTrivia(leading);
    }

    private static string Constraints(MethodDeclarationSyntax definition, IMethodSymbol method, string between)
    {
        // An override inherits what its body must say.
        if (method.IsOverride)
        {
            return string.Concat(ConstraintReader.OfEach(method.TypeParameters).Select(clause => between + clause));
        }

        return definition.ConstraintClauses.Count == 0
            ? ""
            : definition.SyntaxTree.GetText().ToString(TextSpan.FromBounds(definition.ParameterList.Span.End, End(definition)));
    }
}
