using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0120: calls the locked method instead of its body, with the arguments that it takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallLockedMethodFix)), Shared]
public sealed class CallLockedMethodFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyBypassed.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Node.FirstAncestorOrSelf<SimpleNameSyntax>() is not { } name
            || OperationAt(name, place.Model, cancellationToken) is not { } operation
            || Target(operation) is not { } body
            || new BodyIndex().Find(body) is not { } locked)
        {
            return [];
        }

        var repairs = ImmutableArray.CreateBuilder<Repair>();
        foreach (var definition in locked.Definitions)
        {
            var edits = place.NewEdits();
            edits.Replace(name.SyntaxTree, name.Identifier.Span, TypeNames.Identifier(definition.Name));
            if (operation is IInvocationOperation call && !AdaptedArguments.TryEdit(edits, call, locked.Method, definition))
            {
                continue;
            }

            var key = locked.Definitions.Length == 1 ? "Use the locked method instead of its body" : $"Use '{definition.Name}' instead of its body";
            repairs.AddRange(edits.ToRepair($"Use '{definition.Name}', which takes the lock", key));
        }

        return await repairs.ToImmutable().ThatSucceedAsync(document.Project.Solution, cancellationToken).ConfigureAwait(false);
    }

    // A call that is bound while the program runs is neither of them.
    private static IOperation? OperationAt(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression || expression.Parent is MemberBindingExpressionSyntax)
        {
            expression = expression.Parent;
        }

        return expression.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression
            ? model.GetOperation(invocation, cancellationToken) as IInvocationOperation
            : model.GetOperation(expression, cancellationToken) as IMethodReferenceOperation;
    }

    private static IMethodSymbol? Target(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        _ => null,
    };
}
