using System.Text.RegularExpressions;
using ZkLockAttr.Shared;

namespace ZkLockAttr.Tests.Guarantees;

/// <summary>docs/guarantees.md names the tests of each claim: they are there.</summary>
public sealed partial class GuaranteesPageTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guarantees.md"));
        var claims = page[page.IndexOf("## How each claim is tested", StringComparison.Ordinal)..];
        var named = TestName().Matches(claims).Select(match => match.Groups["name"].Value).Distinct().ToList();

        var code = string.Concat(Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories).Where(IsSource).Select(File.ReadAllText));
        var missing = named.Where(name => !Regex.IsMatch(code, $@"\b(class|Task|void) {name}\b"));

        Assert.True(named.Count > 40, $"{named.Count} tests are named");
        Assert.Empty(missing);
    }

    private static bool IsSource(string path) => !Path.GetRelativePath(Tests, path).Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin");

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+|[A-Z][A-Za-z0-9]*Tests)`")]
    private static partial Regex TestName();
}
