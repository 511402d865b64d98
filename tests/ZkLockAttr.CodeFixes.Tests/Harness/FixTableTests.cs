namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>Holds together which rules are to have a fix, which have one, and which pages say so.</summary>
public class FixTableTests
{
    private const string Mended = "; a code fix mends it.";

    private static readonly string[] Table =
    [
        // declaration
        "ZKL0001", "ZKL0002", "ZKL0003", "ZKL0005", "ZKL0010", "ZKL0012", "ZKL0013", "ZKL0015",

        // body
        "ZKL0101", "ZKL0102", "ZKL0103", "ZKL0105", "ZKL0107", "ZKL0120",

        // name
        "ZKL0201", "ZKL0202", "ZKL0203", "ZKL0206", "ZKL0208", "ZKL0211",

        // options
        "ZKL0303", "ZKL0304", "ZKL0305", "ZKL0306", "ZKL0307",
    ];

    [Fact]
    public void Each_has_one_fix() => Assert.Equal(Table, ExportedFixes.RuleIds);

    [Fact]
    public void Each_page_says_so_and_how_and_no_other_page_speaks_of_a_fix()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "ZKL*.md")
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);

        Assert.Equal(Table, pages.Where(page => page.Value.Contains(Mended, StringComparison.Ordinal)).Select(page => page.Key));
        Assert.Equal(Table, pages.Where(page => page.Value.Contains("code fix", StringComparison.OrdinalIgnoreCase)).Select(page => page.Key));
        Assert.Equal(
            Table,
            pages.Where(page => page.Value.Replace(Mended, "", StringComparison.Ordinal).Contains("a code fix ", StringComparison.OrdinalIgnoreCase)).Select(page => page.Key));
    }
}
