using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>ZKL0206: makes the parameter not nullable where all callers allow it, or writes the <c>Value</c> of a nullable struct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotNullFix)), Shared]
public sealed class NotNullFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholderCanBeNull.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (_, method))
        {
            return [];
        }

        var placeholders = FlaggedPlaceholders.At(place, diagnostic, cancellationToken).Where(placeholder => placeholder.Value.CanBeNull is not null).ToList();
        if (placeholders.Count == 0)
        {
            return [];
        }

        // A caller that passes null must not only be warned by the compiler instead.
        var solution = document.Project.Solution;
        var related = await RelatedDocuments.OfAsync(method, solution, cancellationToken).ConfigureAwait(false);
        var notNullable = await MakeNotNullable(place, method, placeholders[0].Value.CanBeNull!, cancellationToken)
            .ThatSucceedAsync(solution, cancellationToken, related, DiagnosticSeverity.Warning)
            .ConfigureAwait(false);
        return [.. notNullable, .. WriteValue(place, placeholders.Select(placeholder => placeholder.Token), cancellationToken)];
    }

    private static ImmutableArray<Repair> MakeNotNullable(Place place, IMethodSymbol method, string part, CancellationToken cancellationToken)
    {
        var edits = place.NewEdits();
        if (method.Parameters.FirstOrDefault(parameter => parameter.Name == part.Trim().TrimStart('@')) is not { } parameter
            || !RemoveQuestionMark(edits, parameter, cancellationToken))
        {
            return [];
        }

        if (BodyParameter.Of(parameter, method) is { } same)
        {
            RemoveQuestionMark(edits, same, cancellationToken);
        }

        return edits.ToRepair($"Make '{parameter.Name}' not nullable", "Make the parameter not nullable");
    }

    private static bool RemoveQuestionMark(Edits edits, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not ParameterSyntax { Type: NullableTypeSyntax type })
        {
            return false;
        }

        edits.Replace(type.SyntaxTree, type.QuestionToken.Span, "");
        return true;
    }

    private static ImmutableArray<Repair> WriteValue(Place place, IEnumerable<TemplateToken> tokens, CancellationToken cancellationToken)
    {
        if (NameLiteral.At(place.Node) is not { } name)
        {
            return [];
        }

        var edits = place.NewEdits();
        var title = "";
        foreach (var token in tokens)
        {
            if (NullableHop.Of(token, place, cancellationToken) is var (length, text))
            {
                name.Replace(edits, token.Start + 1 + length, 0, ".Value");
                title = $"Write '{{{text}}}', which throws where there is no value";
            }
        }

        return edits.ToRepair(title, "Write the value");
    }
}
