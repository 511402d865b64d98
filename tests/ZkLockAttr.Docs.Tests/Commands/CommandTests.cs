using System.Text.RegularExpressions;
using ZkLockAttr.Docs.Tests.Pages;

namespace ZkLockAttr.Docs.Tests.Commands;

/// <summary>No page tells its readers to type what nobody has tried.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public partial class CommandTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    [Fact]
    public void Every_command_is_run_here_or_by_a_test_that_is_named() =>
        Assert.DoesNotContain(Command.All(), command => !RunElsewhere.Covers(command) && !ZklockCommandTests.Runs(command));

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var code = string.Concat(Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories).Where(IsSource).Select(File.ReadAllText));

        Assert.DoesNotContain(RunElsewhere.Tests, name => !Regex.IsMatch(code, $@"\b(Task|void) {name}\("));
    }

    [Fact]
    public void The_tests_are_run_by_CI()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run"));

        Assert.Contains("./test", script, StringComparison.Ordinal);
        Assert.Contains("dotnet format ZkLockAttr.sln --verify-no-changes", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_benchmarks_know_what_the_page_asks_for()
    {
        var program = Built.Program("tests/ZkLockAttr.Benchmarks");
        var help = (await DotNet.RunAsync(Repository.Root, [program, "--help"])).Succeeded();

        var words = Command.All().Where(command => command.Text.Contains("ZkLockAttr.Benchmarks", StringComparison.Ordinal))
            .SelectMany(command => Word().Matches(command.Text[command.Text.IndexOf(" -- ", StringComparison.Ordinal)..]).Select(match => match.Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Matches($@"(?<![\w-]){word}(?![\w-])", help));
    }

    [Fact]
    public void Every_page_is_in_the_index()
    {
        var index = Page.Read("docs/README.md").Prose.Select(line => line.Text).ToList();
        var pages = Page.Paths.Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && path.Count(c => c == '/') == 1 && path != "docs/README.md");

        Assert.DoesNotContain(pages, page => !index.Exists(line => line.Contains($"]({page["docs/".Length..]})", StringComparison.Ordinal)));
    }

    private static bool IsSource(string path) => !Path.GetRelativePath(Tests, path).Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin");

    [GeneratedRegex("(?<= )[a-z-]{3,}")]
    private static partial Regex Word();
}
