using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0010: marks the token of a locked sequence.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkTokenFix)), Shared]
public sealed class MarkTokenFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.EnumeratorTokenMissing.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter)
        {
            return [];
        }

        var edits = place.NewEdits();
        edits.Insert(parameter.GetFirstToken(), EnumeratorCancellation.Write(edits, parameter, place.Model));
        return edits.ToRepair($"Mark '{parameter.Identifier.ValueText}' [EnumeratorCancellation]", "Mark the token [EnumeratorCancellation]");
    }
}
