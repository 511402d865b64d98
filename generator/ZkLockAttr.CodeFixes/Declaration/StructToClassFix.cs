using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Emission;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0015: makes the struct a class, where nobody relies on its being a struct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StructToClassFix)), Shared]
public sealed class StructToClassFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.StructChangesAreLost.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not (_, { ContainingType: var type }))
        {
            return [];
        }

        var edits = place.NewEdits();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var keyword = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) switch
            {
                RecordDeclarationSyntax record => record.ClassOrStructKeyword,
                StructDeclarationSyntax declaration => declaration.Keyword,
                _ => default,
            };

            // The half has a part too: it follows.
            if (keyword.SyntaxTree is { } tree && !HalfFile.IsOurs(tree))
            {
                edits.Replace(tree, keyword.Span, "class");
            }
        }

        // A default value that becomes null is a warning, at best.
        var solution = document.Project.Solution;
        var related = await RelatedDocuments.OfAsync(type, solution, cancellationToken).ConfigureAwait(false);
        return await edits.ToRepair($"Make '{type.Name}' a class", "Make the struct a class")
            .ThatSucceedAsync(solution, cancellationToken, related, DiagnosticSeverity.Warning)
            .ConfigureAwait(false);
    }
}
