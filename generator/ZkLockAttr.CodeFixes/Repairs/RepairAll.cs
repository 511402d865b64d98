using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>
/// Makes the same repair everywhere. Repairs often share an edit, as two methods do that need the same type to be partial: it is made once.
/// A repair that conflicts with one before it is left for the next time.
/// </summary>
internal sealed class RepairAll : FixAllProvider
{
    public static readonly RepairAll Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var provider = (RepairProvider)fixAllContext.CodeFixProvider;
        var edits = ImmutableHashSet<Edit>.Empty;
        foreach (var document in Documents(fixAllContext))
        {
            var diagnostics = await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan))
            {
                var repairs = await provider.FindAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
                if (repairs.FirstOrDefault(repair => repair.Key == fixAllContext.CodeActionEquivalenceKey) is { } repair
                    && !repair.Edits.Any(edit => edits.Any(edit.Conflicts)))
                {
                    edits = edits.Union(repair.Edits);
                }
            }
        }

        var solution = fixAllContext.Solution;
        return edits.IsEmpty
            ? null
            : CodeAction.Create(
                fixAllContext.CodeActionEquivalenceKey!,
                cancellationToken => Repair.ApplyAsync(solution, edits, cancellationToken),
                fixAllContext.CodeActionEquivalenceKey);
    }

    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        FixAllScope.Project => context.Project.Documents,
        _ => context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).SelectMany(project => project.Documents),
    };
}
