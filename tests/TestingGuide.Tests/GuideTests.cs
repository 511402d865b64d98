using System.Text.RegularExpressions;
using Xunit;
using ZkLockAttr.Shared;

namespace TestingGuide.Tests;

/// <summary>The guide, and the page of the package, show the files of this project, whole and as they are compiled and run.</summary>
public partial class GuideTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TestingGuide.Tests");

    [Fact]
    public void Every_block_of_the_guide_is_a_file_of_this_project_and_every_file_is_a_block()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "testing.md"));
        var files = Directory.GetFiles(Folder, "*.cs").Where(file => Path.GetFileName(file) != nameof(GuideTests) + ".cs").Select(File.ReadAllText);

        Assert.Equal(files.Order(StringComparer.Ordinal), Blocks().Matches(guide).Select(block => block.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_packages_page_shows_its_tests_as_they_are_run()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src", "ZkLockAttr.Testing", "README.md"));
        var files = Directory.GetFiles(Path.Combine(Folder, "PackagePage"), "*.cs").Select(File.ReadAllText);

        Assert.All(files, file => Assert.Contains($"```csharp\n{file}```\n", page, StringComparison.Ordinal));
    }

    [GeneratedRegex("""^```csharp\n(.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
