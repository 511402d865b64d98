using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Flow;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>
/// Recursive calls in statements that move to a body: they would take the lock again, and throw, so they go on in the body. Those that may be
/// for another lock or another object, run an override, or run later, stay what they are.
/// </summary>
internal static class SelfCalls
{
    /// <summary>The text of the method from a position to its end, with its calls redirected.</summary>
    public static string Redirect(
        MethodDeclarationSyntax method, int start, IMethodSymbol symbol, SemanticModel model, IEnumerable<string> lockNames, string bodyName)
    {
        var span = TextSpan.FromBounds(start, method.Span.End);
        var changes = new List<TextChange>();
        if (model.GetOperation(method) is { } root && !SameObject.MayBeOverridden(symbol))
        {
            foreach (var call in OwnOperations.Of(root).OfType<IInvocationOperation>())
            {
                if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, symbol)
                    && SameObject.IsCalledBy(call)
                    && lockNames.Any(name => new RepeatedName(call, symbol, parameter => parameter, root).IsCertain(name) is not null))
                {
                    changes.AddRange(Changes(call, bodyName));
                }
            }
        }

        var moved = method.SyntaxTree.GetText().GetSubText(span);
        return moved.WithChanges(changes.Select(change => new TextChange(new TextSpan(change.Span.Start - start, change.Span.Length), change.NewText ?? ""))
            .OrderBy(change => change.Span.Start)).ToString();
    }

    private static IEnumerable<TextChange> Changes(IInvocationOperation call, string bodyName)
    {
        // The body has no default values. One that says who called it says so of the caller.
        var left = call.Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.DefaultValue).Select(argument => argument.Parameter!).ToList();
        if (call.Syntax is not InvocationExpressionSyntax { ArgumentList: var list } invocation
            || NameOf(invocation) is not { } name
            || IsCalledAsExtension(call, list)
            || left.Any(parameter => parameter.GetAttributes().Length > 0 || ValueOf(parameter) is null))
        {
            yield break;
        }

        yield return new TextChange(name.Identifier.Span, TypeNames.Identifier(bodyName));
        if (left.Count > 0)
        {
            var values = string.Join(", ", left.Select(parameter => $"{TypeNames.Identifier(parameter.Name)}: {ValueOf(parameter)}"));
            yield return new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), (list.Arguments.Count > 0 ? ", " : "") + values);
        }
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        _ => null,
    };

    private static bool IsCalledAsExtension(IInvocationOperation call, ArgumentListSyntax list) =>
        call.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit && !list.Span.Contains(argument.Syntax.Span));

    private static ExpressionSyntax? ValueOf(IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax)?.Default?.Value;
}
