using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0105: makes a body private; protected, with its overrides, where it has some to come.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeBodyPrivateFix)), Shared]
public sealed class MakeBodyPrivateFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyIsVisible.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (_, body))
        {
            return [];
        }

        var solution = document.Project.Solution;
        var accessibility = body.IsVirtual || body.IsAbstract ? "protected" : "private";
        var overrides = await SymbolFinder.FindOverridesAsync(body, solution, cancellationToken: cancellationToken).ConfigureAwait(false);
        var edits = place.NewEdits();
        foreach (var reference in overrides.Prepend(body).SelectMany(Declarations))
        {
            if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is MethodDeclarationSyntax declaration)
            {
                AccessibilityModifiers.Replace(edits, declaration, accessibility);
            }
        }

        var related = await RelatedDocuments.OfAsync(body, solution, cancellationToken).ConfigureAwait(false);
        return await edits.ToRepair($"Make '{body.Name}' {accessibility}", "Hide the body")
            .ThatSucceedAsync(solution, cancellationToken, related)
            .ConfigureAwait(false);
    }

    private static IEnumerable<SyntaxReference> Declarations(ISymbol method) =>
        method.DeclaringSyntaxReferences.Concat((method as IMethodSymbol)?.PartialImplementationPart?.DeclaringSyntaxReferences ?? []);
}
