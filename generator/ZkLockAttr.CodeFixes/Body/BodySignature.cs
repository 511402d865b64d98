using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>The signature that a body should have, as code for the place where it stands: the definition's types, the body's own names.</summary>
/// <param name="ReturnType">The result.</param>
/// <param name="TypeParameters">With angle brackets; null where they stay.</param>
/// <param name="Parameters">With parentheses.</param>
/// <param name="Constraints">With a blank before them; null where they stay.</param>
internal sealed record BodySignature(string ReturnType, string? TypeParameters, string Parameters, string? Constraints)
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static BodySignature? Of(
        IMethodSymbol definition, IMethodSymbol body, SemanticModel model, MethodDeclarationSyntax syntax, CancellationToken cancellationToken)
    {
        var hasOwnTypeParameters = definition.Arity == body.Arity;
        var given = hasOwnTypeParameters && body.Arity > 0 ? definition.Construct([.. body.TypeParameters]) : definition;
        string? constraints = null;
        if (!hasOwnTypeParameters || !SameConstraints.Of(definition, body))
        {
            // They are written with the definition's names.
            if (!hasOwnTypeParameters || definition.TypeParameters.Select(parameter => parameter.Name).SequenceEqual(body.TypeParameters.Select(parameter => parameter.Name)))
            {
                constraints = ConstraintsOf(definition, cancellationToken);
            }
            else
            {
                return null;
            }
        }

        return new BodySignature(
            Text(given.ReturnType, model, syntax),
            hasOwnTypeParameters ? null : TypeParameterList(definition),
            $"({string.Join(", ", ParametersOf(given, body, model, syntax))})",
            constraints);
    }

    private static string TypeParameterList(IMethodSymbol definition) =>
        definition.Arity == 0 ? "" : $"<{string.Join(", ", definition.TypeParameters.Select(parameter => TypeNames.Identifier(parameter.Name)))}>";

    private static string ConstraintsOf(IMethodSymbol definition, CancellationToken cancellationToken)
    {
        var clauses = !definition.IsOverride && definition.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            ? declaration.ConstraintClauses.Select(clause => clause.ToString())
            : ConstraintReader.OfEach(definition.TypeParameters);
        return string.Concat(clauses.Select(clause => " " + clause));
    }

    private static List<string> ParametersOf(IMethodSymbol given, IMethodSymbol body, SemanticModel model, MethodDeclarationSyntax syntax)
    {
        // By name, then by type: a parameter that was only renamed keeps its name. What remains is the body's own, or superfluous.
        var free = body.Parameters.ToList();
        var matches = given.Parameters.Select(parameter => Take(free, other => other.Name == parameter.Name)).ToList();
        for (var i = 0; i < matches.Count; i++)
        {
            matches[i] ??= Take(free, other => !IsAdded(other) && SameType.Of(other.Type, given.Parameters[i].Type));
        }

        var hasToken = ParameterFit.TokenOf(given) is not null;
        var result = given.Parameters.Select((parameter, i) => Text(parameter, matches[i], model, syntax)).ToList();
        var handle = free.Find(parameter => parameter.RefKind == RefKind.None && LockTypes.IsLockHandle(parameter.Type));
        var token = hasToken ? null : free.Find(parameter => parameter.RefKind == RefKind.None && LockTypes.IsCancellationToken(parameter.Type));
        if (handle is not null)
        {
            // The token stands last (CA1068).
            var last = given.Parameters.Length > 0 && LockTypes.IsCancellationToken(given.Parameters.Last().Type) ? result.Count - 1 : result.Count;
            result.Insert(last, AsWritten(handle, syntax));
        }

        if (token is not null)
        {
            result.Add(AsWritten(token, syntax));
        }

        return result;
    }

    private static IParameterSymbol? Take(List<IParameterSymbol> free, Predicate<IParameterSymbol> isIt)
    {
        var index = free.FindIndex(isIt);
        if (index < 0)
        {
            return null;
        }

        var taken = free[index];
        free.RemoveAt(index);
        return taken;
    }

    private static bool IsAdded(IParameterSymbol parameter) => LockTypes.IsLockHandle(parameter.Type);

    private static string Text(IParameterSymbol given, IParameterSymbol? own, SemanticModel model, MethodDeclarationSyntax syntax)
    {
        if (own is not null && own.RefKind == given.RefKind && SameType.Of(own.Type, given.Type))
        {
            return AsWritten(own, syntax);
        }

        var kind = given.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        return $"{kind}{Text(given.Type, model, syntax)} {TypeNames.Identifier((own ?? given).Name)}";
    }

    private static string AsWritten(IParameterSymbol own, MethodDeclarationSyntax syntax) => syntax.ParameterList.Parameters[own.Ordinal].ToString();

    private static string Text(ITypeSymbol type, SemanticModel model, MethodDeclarationSyntax syntax) =>
        type.ToMinimalDisplayString(model, syntax.SpanStart, TypeFormat);
}
