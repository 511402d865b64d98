using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0012: makes a partial interface member virtual, as it would be without <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeVirtualFix)), Shared]
public sealed class MakeVirtualFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.InterfaceMethodNotVirtual.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method))
        {
            return [];
        }

        var edits = place.NewEdits();
        edits.Insert(syntax.Modifiers.First(modifier => modifier.IsKind(SyntaxKind.PartialKeyword)), "virtual ");
        return edits.ToRepair($"Make '{method.Name}' virtual", "Make the interface member virtual");
    }
}
