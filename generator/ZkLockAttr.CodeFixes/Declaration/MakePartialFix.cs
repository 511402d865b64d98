using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0001, ZKL0002: makes the method and its types partial, and moves what the method does to its body.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix : RepairProvider
{
    private const string Key = "Make the method and its types partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [FixCarriers.MethodNotPartial.Id, FixCarriers.TypeNotPartial.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place)
        {
            return [];
        }

        var edits = place.NewEdits();
        if (place.Node is TypeDeclarationSyntax type)
        {
            return edits.ToRepair($"Make {Quoted(PartialTypes.MakePartial(edits, type))} partial", Key);
        }

        if (place.Method(cancellationToken) is not var (syntax, method) || LockTypes.FindLockAttribute(method) is not { } attribute)
        {
            return [];
        }

        var bodyName = LockAttribute.BodyName(attribute, method.Name);
        if (syntax.Modifiers.Any(SyntaxKind.PartialKeyword) || !PartialDefinition.IsPossible(syntax, method, bodyName))
        {
            return [];
        }

        PartialDefinition.Make(edits, syntax, method, place.Model, LockNames.Of(attribute), bodyName);
        PartialTypes.MakePartial(edits, syntax);
        return edits.ToRepair(
            PartialDefinition.HasBody(syntax) ? $"Make '{method.Name}' partial and move its body to '{bodyName}'" : $"Make '{method.Name}' partial", Key);
    }

    private static string Quoted(List<string> names) => string.Join(" and ", names.Select(name => $"'{name}'"));
}
