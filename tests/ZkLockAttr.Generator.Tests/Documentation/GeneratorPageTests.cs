using System.Text.RegularExpressions;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Documentation;

/// <summary>docs/what-the-generator-writes.md shows, below each piece of user code, what the generator writes for it.</summary>
public partial class GeneratorPageTests
{
    private const string Surroundings = """
        global using System.IO;

        namespace Shop;

        public record Order(int Id);
        public record Receipt(int Id);

        public interface ILedger
        {
            Task<Receipt> AppendAsync(Order order, CancellationToken cancellationToken);
        }
        """;

    [Fact]
    public void The_page_shows_what_is_written()
    {
        var path = Path.Combine(Repository.Root, "docs", "what-the-generator-writes.md");
        var page = File.ReadAllText(path);

        Assert.Equal(9, Pairs().Count(page));
        Assert.Equal(2 * Pairs().Count(page), CodeBlocks().Count(page));
        Acceptance.Match(path, Pairs().Replace(page, pair => pair.Groups["before"].Value + WrittenFor(pair.Groups["code"].Value) + "```"));
    }

    private static string WrittenFor(string code) =>
        Assert.Single(GeneratorRun.OfGood(Surroundings, code).Result.GeneratedSources).SourceText.ToString();

    [GeneratedRegex(@"(?<before>^```csharp\n(?<code>(?:(?!```).)*)^```\n\n```csharp\n)(?:(?!```).)*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Pairs();

    [GeneratedRegex("^```csharp\n", RegexOptions.Multiline)]
    private static partial Regex CodeBlocks();
}
