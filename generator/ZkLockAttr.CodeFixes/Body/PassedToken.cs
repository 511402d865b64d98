using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Passes the token that a body gets on to what it awaits, where a token is all that is left out.</summary>
internal static class PassedToken
{
    public static void Write(Edits edits, MethodDeclarationSyntax body, SemanticModel model, string token, CancellationToken cancellationToken)
    {
        if (model.GetOperation(body, cancellationToken) is not { } root)
        {
            return;
        }

        foreach (var operation in OwnOperations.Of(root))
        {
            if (operation is IInvocationOperation { Syntax: InvocationExpressionSyntax { ArgumentList: var list } } call
                && IsAwaited(call)
                && Argument(call, list, token) is { } argument)
            {
                edits.Insert(list.SyntaxTree, list.CloseParenToken.SpanStart, (list.Arguments.Count > 0 ? ", " : "") + argument);
            }
        }
    }

    private static bool IsAwaited(IInvocationOperation call)
    {
        var value = call.Parent;
        while (value is IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            value = value.Parent;
        }

        return value is IAwaitOperation || value is IReturnOperation && call.Type is { ContainingNamespace.Name: "Tasks" };
    }

    private static string? Argument(IInvocationOperation call, ArgumentListSyntax list, string token)
    {
        if (call.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && IsToken(argument.Parameter))
            || call.Arguments.Any(argument => argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection))
        {
            return null;
        }

        // Of an extension method the first argument stands before the dot.
        var given = call.Arguments.Count(argument => argument.ArgumentKind == ArgumentKind.Explicit);
        var isInOrder = list.Arguments.All(argument => argument.NameColon is null);
        var left = call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.DefaultValue && IsToken(argument.Parameter))?.Parameter;
        return left is not null ? (isInOrder && left.Ordinal == given ? token : $"{left.Name}: {token}")
            : isInOrder && given == call.Arguments.Length && HasOverloadWithToken(call) ? token
            : null;
    }

    private static bool HasOverloadWithToken(IInvocationOperation call)
    {
        var target = call.TargetMethod.OriginalDefinition;
        return target.ContainingType.GetMembers(target.Name).OfType<IMethodSymbol>().Any(other =>
            other.IsStatic == target.IsStatic
            && other.Arity == target.Arity
            && other.Parameters.Length == target.Parameters.Length + 1
            && IsToken(other.Parameters.Last())
            && SameType.Of(other.ReturnType, target.ReturnType)
            && target.Parameters.All(parameter => SameType.Of(parameter.Type, other.Parameters[parameter.Ordinal].Type))
            && call.SemanticModel!.IsAccessible(call.Syntax.SpanStart, other));
    }

    private static bool IsToken(IParameterSymbol? parameter) => parameter is { RefKind: RefKind.None } && LockTypes.IsCancellationToken(parameter.Type);
}
