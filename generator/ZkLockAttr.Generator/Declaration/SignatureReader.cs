using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>
/// Reads what both halves must have in common (CS8800, CS8663, CS0758, CS8826, CS8142, CS8819, CS8667). Attributes and default values are not
/// among it: they stand on the definition alone (CS0579, CS1066).
/// </summary>
internal static class SignatureReader
{
    public static Signature Read(IMethodSymbol method, MethodDeclarationSyntax syntax) => new(
        Modifiers(syntax),
        RefOf(method.RefKind) + TypeNames.Full(method.ReturnType),
        TypeNames.Identifier(method.Name),
        method.TypeParameters.Select(parameter => TypeNames.Declared(parameter.Name)).ToImmutableArray(),
        Parameters(method),
        ConstraintReader.Read(method, syntax));

    // Loops rather than LINQ: this runs for every method at every edit.
    private static ImmutableArray<string> Modifiers(MethodDeclarationSyntax syntax)
    {
        var modifiers = ImmutableArray.CreateBuilder<string>(syntax.Modifiers.Count);
        foreach (var modifier in syntax.Modifiers)
        {
            if (!modifier.IsKind(SyntaxKind.PartialKeyword) && !modifier.IsKind(SyntaxKind.AsyncKeyword))
            {
                modifiers.Add(modifier.Text);
            }
        }

        return modifiers.DrainToImmutable();
    }

    private static ImmutableArray<Parameter> Parameters(IMethodSymbol method)
    {
        var parameters = ImmutableArray.CreateBuilder<Parameter>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            parameters.Add(Read(parameter, method));
        }

        return parameters.MoveToImmutable();
    }

    private static Parameter Read(IParameterSymbol parameter, IMethodSymbol method)
    {
        var isThis = method.IsExtensionMethod && parameter.Ordinal == 0;
        var modifiers = (isThis ? "this " : "")
            + (parameter.IsParams ? "params " : "")
            + (IsExplicitlyScoped(parameter) ? "scoped " : "")
            + parameter.RefKind switch
            {
                RefKind.Ref => "ref ",
                RefKind.Out => "out ",
                RefKind.In => "in ",
                RefKind.RefReadOnlyParameter => "ref readonly ",
                _ => "",
            };
        return new Parameter(modifiers + TypeNames.Full(parameter.Type), TypeNames.Identifier(parameter.Name), parameter.RefKind == RefKind.Out);
    }

    // An out parameter and a params span are scoped without saying so.
    private static bool IsExplicitlyScoped(IParameterSymbol parameter) =>
        parameter is { ScopedKind: not ScopedKind.None, RefKind: not RefKind.Out, IsParams: false };

    private static string RefOf(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };
}
