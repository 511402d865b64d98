using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>ZKL0211: puts <c>/</c> or <c>-</c> between all placeholders of the name that stand side by side.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartPlaceholdersFix)), Shared]
public sealed class PartPlaceholdersFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholdersTouch.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } place && NameLiteral.At(place.Node) is { } name
            ? [.. With(place, name, "/"), .. With(place, name, "-")]
            : [];

    private static ImmutableArray<Repair> With(Place place, NameLiteral name, string text)
    {
        var edits = place.NewEdits();
        var tokens = TemplateReader.Read(name.Template, out _);
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i - 1].IsPlaceholder && tokens[i].IsPlaceholder)
            {
                name.Replace(edits, tokens[i].Start, 0, text);
            }
        }

        var title = $"Put '{text}' between the placeholders";
        return edits.ToRepair(title, title);
    }
}
