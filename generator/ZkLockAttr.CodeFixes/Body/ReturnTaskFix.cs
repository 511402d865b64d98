using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0103: an async void body returns Task, and so does its locked method where nobody else gives its signature.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix)), Shared]
public sealed class ReturnTaskFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyIsAsyncVoid.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, body)
            || BodyOwner.Of(body) is not { } definition
            || place.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task") is not { } task)
        {
            return [];
        }

        var edits = place.NewEdits();
        edits.Replace(syntax.ReturnType, task.ToMinimalDisplayString(place.Model, syntax.SpanStart));
        if (LockTypes.IsTaskLike(definition.ReturnType, "Task", 0))
        {
            return edits.ToRepair($"Return Task from '{body.Name}'", "Return Task");
        }

        if (!definition.ReturnsVoid
            || GivenSignature.Is(definition)
            || definition.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not MethodDeclarationSyntax declaration)
        {
            return [];
        }

        // A partial method with a result must say its accessibility.
        var hasAccessibility = declaration.Modifiers.Any(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
        if (!hasAccessibility)
        {
            edits.Insert(declaration.Modifiers[0], declaration.Parent is InterfaceDeclarationSyntax ? "public " : "private ");
        }

        edits.Replace(
            declaration.ReturnType, task.ToMinimalDisplayString(place.Compilation.GetSemanticModel(declaration.SyntaxTree), declaration.SpanStart));
        return edits.ToRepair($"Return Task from '{definition.Name}' and '{body.Name}'", "Return Task");
    }
}
