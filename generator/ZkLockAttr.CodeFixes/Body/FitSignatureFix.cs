using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0102: gives the body the signature of its locked method, where its statements compile with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FitSignatureFix)), Shared]
public sealed class FitSignatureFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyDiffers.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, body)
            || body.PartialDefinitionPart is not null
            || body.IsOverride
            || BodyOwner.Of(body) is not { } definition
            || definition.RefKind != RefKind.None
            || body.RefKind != RefKind.None)
        {
            return [];
        }

        var edits = place.NewEdits();
        if (definition.IsStatic && !body.IsStatic)
        {
            var before = syntax.Modifiers.FirstOrDefault(modifier => !SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
            edits.Insert(syntax.SyntaxTree, before.RawKind == 0 ? syntax.ReturnType.SpanStart : before.SpanStart, "static ");
        }

        var target = BodySignature.Of(definition, body, place.Model, syntax, cancellationToken);
        if (target is null)
        {
            return [];
        }

        edits.Replace(syntax.ReturnType, target.ReturnType);
        if (target.TypeParameters is { } typeParameters)
        {
            var end = syntax.TypeParameterList?.Span ?? new(syntax.Identifier.Span.End, 0);
            edits.Replace(syntax.SyntaxTree, end, typeParameters);
        }

        edits.Replace(syntax.ParameterList, target.Parameters);
        if (target.Constraints is { } constraints)
        {
            var end = syntax.ParameterList.Span.End;
            edits.Replace(syntax.SyntaxTree, new(end, BodyHeader.End(syntax) - end), constraints);
        }

        return await edits.ToRepair($"Give '{body.Name}' the signature of '{definition.Name}'", "Give the body the signature of its method")
            .ThatSucceedAsync(document.Project.Solution, cancellationToken)
            .ConfigureAwait(false);
    }
}
