using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>Applies a refactoring at the place marked <c>$$</c> and compares the text; the result must compile, and no analyzer complain.</summary>
internal static class Refactored
{
    private const string Caret = "$$";

    public static Task Is(CodeRefactoringProvider refactoring, string before, string after, string title) =>
        Is(refactoring, UserSolution.Of(Text(before)), before, after, title);

    /// <summary>As <see cref="Is(CodeRefactoringProvider, string, string, string)"/>, in a project without <c>using ZkLockAttr</c>.</summary>
    public static Task WithoutOurUsing(CodeRefactoringProvider refactoring, string before, string after, string title) =>
        Is(refactoring, UserSolution.WithoutOurUsing(Text(before)), before, after, title);

    public static async Task NotOffered(CodeRefactoringProvider refactoring, string before) =>
        Assert.Empty((await ActionsAsync(refactoring, UserSolution.Of(Text(before)), before)).Select(action => action.Title));

    private static async Task Is(CodeRefactoringProvider refactoring, Solution solution, string before, string after, string title)
    {
        var action = Assert.Single(await ActionsAsync(refactoring, solution, before));
        Assert.Equal(title, action.Title);

        var refactored = await Fixed.ApplyAsync(action);
        await Fixed.AssertTexts(refactored, [after]);
        await refactored.AssertCompilesAsync();
        Assert.Empty(await refactored.Projects.Single().RefusalsAsync());
        Assert.Empty((await refactored.Projects.Single().DiagnosticsAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeRefactoringProvider refactoring, Solution solution, string before)
    {
        var actions = new List<CodeAction>();
        var caret = new TextSpan(before.IndexOf(Caret, StringComparison.Ordinal), 0);
        await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(solution.TestDocument(), caret, actions.Add, CancellationToken.None));
        return actions;
    }

    private static string Text(string marked)
    {
        Assert.Contains(Caret, marked, StringComparison.Ordinal);
        return marked.Replace(Caret, "", StringComparison.Ordinal);
    }
}
