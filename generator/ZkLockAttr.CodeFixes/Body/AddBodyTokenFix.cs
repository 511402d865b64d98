using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0107: gives the body the token of its definition, and passes it on to what it awaits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddBodyTokenFix)), Shared]
public sealed class AddBodyTokenFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyWithoutToken.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, body)
            || BodyOwner.Of(body) is not { } definition
            || ParameterFit.TokenOf(definition) is not { } token)
        {
            return [];
        }

        var solution = document.Project.Solution;
        var related = await RelatedDocuments.OfAsync(body, solution, cancellationToken).ConfigureAwait(false);
        foreach (var isPassedOn in new[] { true, false })
        {
            var repairs = await Add(place, syntax, body, token, isPassedOn, cancellationToken)
                .ThatSucceedAsync(solution, cancellationToken, related)
                .ConfigureAwait(false);
            if (!repairs.IsEmpty)
            {
                return repairs;
            }
        }

        return [];
    }

    private static ImmutableArray<Repair> Add(
        Place place, MethodDeclarationSyntax syntax, IMethodSymbol body, IParameterSymbol token, bool isPassedOn, CancellationToken cancellationToken)
    {
        var edits = place.NewEdits();
        ParameterInsertion.Insert(edits, syntax.ParameterList, token.Ordinal, TokenParameter.OfBody(edits, syntax, body, token.Name, place.Compilation));
        if (isPassedOn)
        {
            PassedToken.Write(edits, syntax, place.Model, TypeNames.Identifier(token.Name), cancellationToken);
        }

        return edits.ToRepair($"Give '{body.Name}' the token '{token.Name}'", "Give the body the token");
    }
}
