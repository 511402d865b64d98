using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>ZKL0304: removes Skip or the Fallback where both are given, adds the time-out that it needs, or writes the Fallback.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FallbackFix)), Shared]
public sealed class FallbackFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.FallbackNotCallable.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || place.Method(cancellationToken) is not var (syntax, method)
            || LockTypes.FindLockAttribute(method) is not { } data
            || new LockAttribute(data) is not { Fallback: { } name } said)
        {
            return [];
        }

        var edits = place.NewEdits();
        if (said.SkipsOnTimeout)
        {
            AttributeArguments.Remove(edits, attribute, "OnTimeout");
            var other = place.NewEdits();
            AttributeArguments.Remove(other, attribute, "Fallback");
            return
            [
                .. edits.ToRepair($"Remove Skip: call '{name}' when the time runs out", "Remove Skip"),
                .. other.ToRepair("Remove Fallback: skip when the time runs out", "Remove Fallback"),
            ];
        }

        if (said.Timeout is null)
        {
            AttributeArguments.Set(edits, attribute, "Timeout", "\"0s\"");
            return edits.ToRepair("Add 'Timeout = \"0s\"': try once", "Add 'Timeout = \"0s\"'");
        }

        var bodyName = said.BodyNameOf(method);
        return name != bodyName
            && FallbackFinder.Find(method, name) is null
            && BodyName.IsFree(method, name)
            && MethodToFill.TryWrite(edits, place, BodyBehind(syntax, method, bodyName, cancellationToken) ?? syntax, syntax, method, name)
                ? edits.ToRepair($"Write the Fallback '{name}'", "Write the Fallback")
                : [];
    }

    // First what runs under the lock, if it stands right here.
    private static MethodDeclarationSyntax? BodyBehind(MethodDeclarationSyntax syntax, IMethodSymbol method, string bodyName, CancellationToken cancellationToken) =>
        BodyFinder.Find(method, bodyName).Fitting.FirstOrDefault()?.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax body
        && body.Parent == syntax.Parent
            ? body
            : null;
}
