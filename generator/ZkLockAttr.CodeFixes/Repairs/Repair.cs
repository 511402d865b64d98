using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>One way to mend something: changes of text, so that everything else in the file stays as it was written.</summary>
/// <param name="Title">What happens, with the names.</param>
/// <param name="Key">What happens, the same at every place where it does: what is repaired together with "Fix all".</param>
/// <param name="Edits">The changes.</param>
internal sealed record Repair(string Title, string Key, ImmutableArray<Edit> Edits)
{
    public CodeAction ToCodeAction(Solution solution) =>
        CodeAction.Create(Title, cancellationToken => ApplyAsync(solution, Edits, cancellationToken), Key);

    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Edit> edits, CancellationToken cancellationToken)
    {
        foreach (var document in edits.GroupBy(edit => edit.Document))
        {
            var text = await solution.GetDocument(document.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var changes = document.Select(edit => edit.Change).OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length);
            solution = solution.WithDocumentText(document.Key, text.WithChanges(changes));
        }

        return solution;
    }
}
