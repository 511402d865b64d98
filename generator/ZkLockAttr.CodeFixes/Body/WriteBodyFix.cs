using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0101: writes the body behind its definition, for the user to fill.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteBodyFix)), Shared]
public sealed class WriteBodyFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyMissing.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method)
            || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            return [];
        }

        var name = LockAttribute.BodyName(attribute, method.Name);
        var edits = place.NewEdits();
        return BodyName.IsFree(method, name) && MethodToFill.TryWrite(edits, place, syntax, syntax, method, name)
            ? edits.ToRepair($"Write the body '{name}'", "Write the body")
            : [];
    }
}
