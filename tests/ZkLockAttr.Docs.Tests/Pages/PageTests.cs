namespace ZkLockAttr.Docs.Tests.Pages;

/// <summary>Each block says what it is, so that none is passed over.</summary>
public class PageTests
{
    private static readonly string[] Languages = ["console", "csharp", "ini", "json", "python", "java", "sh", "text", "xml", "yaml"];

    [Fact]
    public void Every_block_has_a_language_that_is_known() =>
        Assert.Empty(Page.All().SelectMany(page => page.Blocks).Where(block => !Languages.Contains(block.Language)).Select(block => $"{block}: '{block.Language}'"));

    [Fact]
    public void Only_code_has_a_context() =>
        Assert.DoesNotContain(Page.All().SelectMany(page => page.Blocks), block => block is { Context: not null, Language: not "csharp" });

    [Fact]
    public void Every_context_is_named_by_a_block()
    {
        // The shop is there for every excerpt.
        var named = Page.All().SelectMany(page => page.Blocks).Select(block => block.Context).Append("shop");
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Docs.Tests", "Contexts")).Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(files.Except(named));
    }
}
