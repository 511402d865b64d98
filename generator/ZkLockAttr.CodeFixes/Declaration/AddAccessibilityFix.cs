using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0003: says the accessibility: the one that it has already, or public.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAccessibilityFix)), Shared]
public sealed class AddAccessibilityFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [FixCarriers.AccessibilityMissing.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method))
        {
            return [];
        }

        var repairs = ImmutableArray.CreateBuilder<Repair>();
        foreach (var accessibility in Fitting(syntax, method))
        {
            var edits = place.NewEdits();
            edits.Insert(syntax.Modifiers[0], accessibility + " ");
            repairs.AddRange(edits.ToRepair($"Make '{method.Name}' {accessibility}", $"Make it {accessibility}"));
        }

        return repairs.ToImmutable();
    }

    private static string[] Fitting(MethodDeclarationSyntax syntax, IMethodSymbol method)
    {
        if (syntax.Modifiers.Any(SyntaxKind.OverrideKeyword))
        {
            return method.OverriddenMethod is { } overridden && OverrideAccessibility.Of(overridden, method) is { } given ? [given] : [];
        }

        // A private method cannot be virtual, and a member of an interface is public.
        return syntax.Modifiers.Any(SyntaxKind.VirtualKeyword) || syntax.Parent is InterfaceDeclarationSyntax ? ["public"] : ["private", "public"];
    }
}
