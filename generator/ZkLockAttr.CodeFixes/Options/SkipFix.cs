using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>ZKL0303: adds the time-out that Skip needs, or removes Skip.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SkipFix)), Shared]
public sealed class SkipFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SkipNeedsTimeout.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || place.Method(cancellationToken) is not var (_, method)
            || LockTypes.FindLockAttribute(method) is not { } data)
        {
            return [];
        }

        var removed = place.NewEdits();
        AttributeArguments.Remove(removed, attribute, "OnTimeout");
        if (new LockAttribute(data).Timeout is not null)
        {
            return removed.ToRepair("Remove Skip: throw when the time runs out", "Remove Skip");
        }

        var added = place.NewEdits();
        AttributeArguments.Set(added, attribute, "Timeout", "\"0s\"");
        return
        [
            .. added.ToRepair("Add 'Timeout = \"0s\"': try once", "Add 'Timeout = \"0s\"'"),
            .. removed.ToRepair("Remove Skip: wait for the lock", "Remove Skip"),
        ];
    }
}
