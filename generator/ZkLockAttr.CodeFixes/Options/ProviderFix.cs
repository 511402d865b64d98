using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>ZKL0305: names one of the locks in sight, or gives the type locks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProviderFix)), Shared]
public sealed class ProviderFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ProviderNotFound.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method)
            || LockTypes.FindLockAttribute(method)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax attribute)
        {
            return [];
        }

        var inSight = ProviderCandidates.ByLevel(method, place.Compilation).FirstOrDefault(level => level.Count > 0) ?? [];
        if (inSight.Count > 0)
        {
            return [.. inSight.SelectMany(candidate => Choose(place, attribute, TypeNames.Identifier(candidate.Name)))];
        }

        // What Provider names is there, but gives no locks: whatever is added would not be used.
        if (AttributeArguments.Find(attribute, "Provider") is not null)
        {
            return [];
        }

        var edits = place.NewEdits();
        return LocksInjection.TryAdd(edits, method, syntax, place.Compilation, node => LocksType.At(node, place.Compilation), cancellationToken) is { } title
            ? edits.ToRepair(title, "Give the type locks")
            : [];
    }

    private static ImmutableArray<Repair> Choose(Place place, AttributeSyntax attribute, string name)
    {
        var edits = place.NewEdits();
        AttributeArguments.Set(edits, attribute, "Provider", $"nameof({name})");
        var title = $"Lock with '{name}': Provider = nameof({name})";
        return edits.ToRepair(title, title);
    }
}
