using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>ZKL0201, ZKL0203: writes what the message asks for with "did you mean".</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenamePlaceholderFix)), Shared]
public sealed class RenamePlaceholderFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownPlaceholder.Id, Rules.PlaceholderCase.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (PlaceholderFix.From(diagnostic) is not var (written, meant)
            || await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || NameLiteral.At(place.Node) is not { } name)
        {
            return [];
        }

        var edits = place.NewEdits();
        foreach (var token in TemplateReader.Read(name.Template, out _))
        {
            if (token.IsPlaceholder && token.Text == written)
            {
                name.Replace(edits, name.Template.IndexOf(written, token.Start + 1, StringComparison.Ordinal), written.Length, meant);
            }
        }

        return edits.ToRepair($"Write '{{{meant}}}'", "Write the name that is most alike");
    }
}
