using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>ZKL0208: writes a date with all that it has, in the round-trip format.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFormatFix)), Shared]
public sealed class AddFormatFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholderNeedsFormat.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || NameLiteral.At(place.Node) is not { } name)
        {
            return [];
        }

        var edits = place.NewEdits();
        var title = "";
        foreach (var (token, value) in FlaggedPlaceholders.At(place, diagnostic, cancellationToken))
        {
            if (PlaceholderAdvice.NeedsRoundTripFormat(token, value))
            {
                name.Replace(edits, token.Start + token.Length - 1, 0, ":O");
                title = $"Write '{{{token.Text}:O}}'";
            }
        }

        return edits.ToRepair(title, "Write the round-trip format");
    }
}
