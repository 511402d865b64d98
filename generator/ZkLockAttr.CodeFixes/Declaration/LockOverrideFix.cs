using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Refactorings;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>ZKL0013: overrides the body where it can be, or gives the override the lock of what it overrides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LockOverrideFix)), Shared]
public sealed class LockOverrideFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.OverrideDropsLock.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method)
            || method.OverriddenMethod is not { } overridden
            || LockTypes.FindLockAttribute(overridden) is not { } attribute)
        {
            return [];
        }

        var solution = document.Project.Solution;
        var related = await RelatedDocuments.OfAsync(method, solution, cancellationToken).ConfigureAwait(false);
        var bodyOverride = await OverriddenBody.Override(place.NewEdits(), syntax, method, attribute)
            .ThatSucceedAsync(solution, cancellationToken, related)
            .ConfigureAwait(false);
        return bodyOverride.IsEmpty
            ? await Lock(place, syntax, method, attribute, cancellationToken).ThatSucceedAsync(solution, cancellationToken, related).ConfigureAwait(false)
            : bodyOverride;
    }

    private static ImmutableArray<Repair> Lock(
        Place place, MethodDeclarationSyntax syntax, IMethodSymbol method, AttributeData attribute, CancellationToken cancellationToken)
    {
        var edits = place.NewEdits();
        var bodyName = LockAttribute.BodyName(attribute, method.Name);
        if (!PartialDefinition.IsPossible(syntax, method, bodyName) || !KeepLocks(edits, place, method, attribute, cancellationToken))
        {
            return [];
        }

        var name = OurUsing.AttributeName(edits, place.Model, syntax, LockAttribute.ShortName(attribute));
        edits.Insert(syntax.GetFirstToken(), $"[{name}{Arguments(attribute, cancellationToken)}]{Layout.LineBreak(syntax.SyntaxTree)}{Layout.Indent(syntax)}");
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            PartialDefinition.Make(edits, syntax, method, place.Model, LockNames.Of(attribute), bodyName);
            PartialTypes.MakePartial(edits, syntax);
        }

        return edits.ToRepair($"Lock '{method.Name}' as the method that it overrides", "Lock the override");
    }

    // As they are written, if they are in sight.
    private static string Arguments(AttributeData attribute, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax { ArgumentList: { } written })
        {
            return written.ToString();
        }

        var given = attribute.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values : [argument])
            .Select(argument => argument.ToCSharpString());
        var named = attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}");
        return $"({string.Join(", ", given.Concat(named))})";
    }

    // Mostly they are handed on to the base, which has a lock to take too (ZKL0306).
    private static bool KeepLocks(Edits edits, Place place, IMethodSymbol method, AttributeData attribute, CancellationToken cancellationToken)
    {
        var nearest = ProviderCandidates.ByLevel(method, place.Compilation).FirstOrDefault(level => level.Count > 0) ?? [];
        return new LockAttribute(attribute).Provider is not null
            || nearest.Count != 1
            || nearest[0] is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter
            || !PrimaryConstructor.PassesToBase(parameter, cancellationToken)
            || LocksField.TryAdd(edits, parameter, place.Compilation, cancellationToken) is not null;
    }
}
