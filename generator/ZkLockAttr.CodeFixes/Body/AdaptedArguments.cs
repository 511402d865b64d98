using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Body.Models;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Turns the arguments for a body into those for its locked method: what only the body has is dropped, what is named is renamed.</summary>
internal static class AdaptedArguments
{
    public static bool TryEdit(Edits edits, IInvocationOperation call, IMethodSymbol body, IMethodSymbol definition)
    {
        if (call.Syntax is not InvocationExpressionSyntax { ArgumentList: var list } || ParameterFit.Find(definition, body) is not { } sources)
        {
            return false;
        }

        var written = new List<string>();
        var given = new HashSet<int>();
        foreach (var argument in list.Arguments)
        {
            // Arguments of an expanded params array are many syntaxes of one argument: they lie inside of it, and stand last.
            var operation = call.Arguments.FirstOrDefault(candidate => IsOf(candidate, argument))
                ?? call.Arguments.FirstOrDefault(candidate => candidate.ArgumentKind == ArgumentKind.ParamArray);
            if (operation?.Parameter is not { } parameter)
            {
                return false;
            }

            // An extension method that is called as one has its first argument before the dot.
            var source = sources[parameter.Ordinal];
            if (source.Kind != BodyArgumentKind.Parameter)
            {
                if (!IsWithoutEffect(argument.Expression))
                {
                    return false;
                }

                continue;
            }

            given.Add(source.Ordinal);
            written.Add(Write(argument, definition.Parameters[source.Ordinal].Name, mustBeNamed: written.Count != source.Ordinal && !IsInParams(operation)));
        }

        if (definition.Parameters.Any(parameter => !parameter.IsOptional && !parameter.IsParams && !given.Contains(parameter.Ordinal)))
        {
            return false;
        }

        var unchanged = list.Arguments.Select(argument => argument.ToString());
        if (!written.SequenceEqual(unchanged))
        {
            edits.Replace(list, $"({string.Join(", ", written)})");
        }

        return true;
    }

    // Of "null!" the operation is that of "null".
    private static bool IsOf(IArgumentOperation candidate, ArgumentSyntax argument) =>
        candidate.ArgumentKind == ArgumentKind.Explicit && candidate.Syntax.FirstAncestorOrSelf<ArgumentSyntax>() == argument;

    private static bool IsInParams(IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.ParamArray;

    private static string Write(ArgumentSyntax argument, string name, bool mustBeNamed)
    {
        var value = argument.WithNameColon(null).WithoutTrivia().ToString();
        return argument.NameColon is not null || mustBeNamed ? $"{TypeNames.Identifier(name)}: {value}" : value;
    }

    // Dropping it loses nothing.
    private static bool IsWithoutEffect(ExpressionSyntax expression) =>
        !expression.DescendantNodesAndSelf().Any(node => node
            is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or DeclarationExpressionSyntax
            || node.IsKind(SyntaxKind.PostIncrementExpression) || node.IsKind(SyntaxKind.PreIncrementExpression)
            || node.IsKind(SyntaxKind.PostDecrementExpression) || node.IsKind(SyntaxKind.PreDecrementExpression));
}
