using Microsoft.CodeAnalysis;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Tries a repair: a fix that only moves the error elsewhere is not offered.</summary>
internal static class TrialCompilation
{
    /// <summary>Whether the files that the repair changes have no more errors after it than before.</summary>
    public static async Task<bool> SucceedsAsync(Repair repair, Compilation compilation, Solution solution, CancellationToken cancellationToken)
    {
        var repaired = await Repair.ApplyAsync(solution, repair.Edits, cancellationToken).ConfigureAwait(false);
        var changed = new List<(SyntaxTree Old, SyntaxTree New)>();
        foreach (var id in repair.Edits.Select(edit => edit.Document).Distinct())
        {
            var oldTree = await solution.GetDocument(id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
            var newTree = await repaired.GetDocument(id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
            if (oldTree is null || newTree is null || !compilation.ContainsSyntaxTree(oldTree))
            {
                return false;
            }

            changed.Add((oldTree, newTree));
        }

        var after = changed.Aggregate(compilation, (current, tree) => current.ReplaceSyntaxTree(tree.Old, tree.New));
        return changed.Sum(tree => Errors(after, tree.New, cancellationToken)) <= changed.Sum(tree => Errors(compilation, tree.Old, cancellationToken));
    }

    private static int Errors(Compilation compilation, SyntaxTree tree, CancellationToken cancellationToken) =>
        compilation.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
