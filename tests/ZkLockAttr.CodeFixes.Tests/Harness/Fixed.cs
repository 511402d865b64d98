using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>Applies a code fix to what the analyzers report, until they report it no more, and compares the text; the result must compile.</summary>
internal static class Fixed
{
    private const int MostRounds = 10;

    /// <summary>One by one.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="id">The diagnostic that must be there at first and gone in the end.</param>
    /// <param name="before">The code.</param>
    /// <param name="after">The code in the end.</param>
    /// <param name="key">Which of several repairs: its key; null for the first.</param>
    /// <param name="title">The title of the first action.</param>
    /// <param name="told">The rule that tells of what the fix leaves to the user; null where it leaves nothing.</param>
    public static Task ByOne(CodeFixProvider fix, string id, string before, string after, string? key = null, string? title = null, string? told = null) =>
        ByOne(fix, id, UserSolution.Of(before), [after], key, title, told);

    public static async Task ByOne(CodeFixProvider fix, string id, string[] before, string[] after, string? key = null, string? title = null)
    {
        await ByOne(fix, id, UserSolution.Of(before), after, key, title);
    }

    public static async Task ByOne(
        CodeFixProvider fix, string id, Solution solution, string[] after, string? key = null, string? title = null, string? told = null)
    {
        var original = solution;
        Assert.NotEmpty(await Reported(solution, id));
        for (var round = 0; await Reported(solution, id) is [var diagnostic, ..]; round++)
        {
            Assert.True(round < MostRounds, $"{diagnostic} is still there");
            var actions = await ActionsAsync(fix, solution, diagnostic);
            var action = actions.FirstOrDefault(action => key is null || action.EquivalenceKey == key);
            Assert.True(action is not null, $"No '{key}' is offered for {diagnostic}, but {string.Join(", ", actions.Select(action => action.EquivalenceKey))}");
            if (round == 0 && title is not null)
            {
                Assert.Equal(title, action.Title);
            }

            solution = await ApplyAsync(action);
        }

        await AssertIs(solution, original, id, after, told);
    }

    /// <summary>All at once, in the first file or in the project.</summary>
    public static Task All(CodeFixProvider fix, string id, FixAllScope scope, string[] before, string[] after, string? key = null) =>
        All(fix, id, scope, UserSolution.Of(before), after, key);

    /// <summary>
    /// All at once: in the first of two files, in the project of both, and in a solution with one project more. In each file what is called
    /// <c>Service</c> has another name.
    /// </summary>
    public static async Task InEveryScope(CodeFixProvider fix, string id, string before, string after, string? key = null)
    {
        string[][] projects = [[Named(before, 0), Named(before, 1)], [Named(before, 2)]];
        FixAllScope[] scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];
        for (var i = 0; i < scopes.Length; i++)
        {
            string[] expected = [Named(after, 0), Named(i > 0 ? after : before, 1), Named(i > 1 ? after : before, 2)];
            await All(fix, id, scopes[i], UserSolution.OfProjects(projects), expected, key);
        }

        static string Named(string code, int number) => Regex.Replace(code, "Service(?!s)", $"Service{number}");
    }

    private static async Task All(CodeFixProvider fix, string id, FixAllScope scope, Solution solution, string[] after, string? key)
    {
        var reported = await Reported(solution, id);
        key ??= (await ActionsAsync(fix, solution, reported[0])).First().EquivalenceKey;
        var diagnostics = new ReportedDiagnostics(id);
        var document = solution.TestDocument();
        var context = scope == FixAllScope.Document
            ? new FixAllContext(document, fix, scope, key!, [id], diagnostics, CancellationToken.None)
            : new FixAllContext(document.Project, fix, scope, key!, [id], diagnostics, CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        var repaired = await ApplyAsync(action);
        await AssertTexts(repaired, after);
        await repaired.AssertCompilesAsync(IsIn);
        await AssertNothingNew(repaired, solution);
        var rest = await Reported(repaired, id);
        Assert.DoesNotContain(rest, diagnostic => IsIn(repaired.GetDocument(diagnostic.Location.SourceTree)!));

        bool IsIn(Document other) => scope switch
        {
            FixAllScope.Document => other.Id == document.Id,
            FixAllScope.Project => other.Project.Id == document.Project.Id,
            _ => true,
        };
    }

    /// <summary>The diagnostic is there, and no fix for it.</summary>
    public static Task NotOffered(CodeFixProvider fix, string id, params string[] sources) => NotOffered(fix, id, UserSolution.Of(sources));

    public static async Task NotOffered(CodeFixProvider fix, string id, Solution solution)
    {
        var reported = await Reported(solution, id);
        Assert.NotEmpty(reported);
        foreach (var diagnostic in reported)
        {
            Assert.Empty((await ActionsAsync(fix, solution, diagnostic)).Select(action => action.Title));
        }
    }

    /// <summary>The titles of all that is offered for the first such diagnostic.</summary>
    public static async Task<string[]> Titles(CodeFixProvider fix, string id, params string[] sources)
    {
        var solution = UserSolution.Of(sources);
        return [.. (await ActionsAsync(fix, solution, (await Reported(solution, id))[0])).Select(action => action.Title)];
    }

    public static async Task<Solution> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
    }

    public static async Task AssertTexts(Solution solution, string[] expected)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], (await solution.TestDocument(i).GetTextAsync()).ToString());
        }
    }

    private static async Task AssertIs(Solution solution, Solution original, string id, string[] expected, string? told)
    {
        await AssertTexts(solution, expected);
        Assert.Empty(await Reported(solution, id));
        await solution.AssertCompilesAsync();
        await AssertNothingNew(solution, original, told);
        foreach (var project in solution.Projects)
        {
            Assert.DoesNotContain(await project.RefusalsAsync(), refusal => id.StartsWith(refusal.Id, StringComparison.Ordinal));
        }
    }

    // No rule has a complaint that it had not before, but for one that is meant.
    private static async Task AssertNothingNew(Solution solution, Solution original, string? told = null) =>
        Assert.Equal(told is null ? [] : [told], (await ComplaintsAsync(solution)).Except(await ComplaintsAsync(original)));

    private static async Task<List<string>> ComplaintsAsync(Solution solution) =>
        [.. (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id)];

    private static async Task<List<Diagnostic>> DiagnosticsAsync(Solution solution)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            diagnostics.AddRange(await project.DiagnosticsAsync());
        }

        return diagnostics;
    }

    private static async Task<ImmutableArray<Diagnostic>> Reported(Solution solution, string id) =>
        [.. (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Id == id)];

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, Solution solution, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        var document = solution.GetDocument(diagnostic.Location.SourceTree);
        Assert.NotNull(document);
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private sealed class ReportedDiagnostics(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Reported(project.Solution, id);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await Reported(document.Project.Solution, id)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
