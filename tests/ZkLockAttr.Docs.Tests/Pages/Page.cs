using System.Text.RegularExpressions;

namespace ZkLockAttr.Docs.Tests.Pages;

/// <summary>A page of the documentation.</summary>
internal sealed partial class Page
{
    private readonly string[] _lines;

    private Page(string path)
    {
        Path = path;
        _lines = File.ReadAllLines(System.IO.Path.Combine(Repository.Root, path));
        Blocks = [.. FindBlocks()];
    }

    /// <summary>All pages that users and contributors read, by their paths in the repository.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. FindPaths().Order(StringComparer.Ordinal)];

    public string Path { get; }

    /// <summary>What stands between fences.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The lines outside of blocks, with their numbers; inside of blocks nothing is a link or a heading.</summary>
    public IEnumerable<(string Text, int Number)> Prose =>
        _lines.Select((text, i) => (text, Number: i + 1)).Where(line => !Blocks.Any(block => block.Covers(line.Number)));

    public static Page Read(string path) => new(path);

    public static IEnumerable<Page> All() => Paths.Select(Read);

    private static IEnumerable<string> FindPaths()
    {
        string[] folders = ["docs", .. Below("src"), .. Below("samples")];
        return folders
            .SelectMany(folder => Directory.GetFiles(System.IO.Path.Combine(Repository.Root, folder), "*.md", folder == "docs" ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
            .Concat(["README.md", "CONTRIBUTING.md"])
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.Combine(Repository.Root, path)));
    }

    private static string[] Below(string folder) => Directory.GetDirectories(System.IO.Path.Combine(Repository.Root, folder));

    private IEnumerable<Block> FindBlocks()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (!_lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.IndexOf(_lines, "```", i + 1);
            Assert.True(end > 0, $"{Path}({i + 1}): the block has no end.");
            var context = i > 0 && ContextMark().Match(_lines[i - 1]) is { Success: true } mark ? mark.Groups["name"].Value : null;
            yield return new Block(Path, i + 1, _lines[i][3..], _lines[(i + 1)..end], context);
            i = end;
        }
    }

    [GeneratedRegex(@"^\[//\]: # \(context: (?<name>[a-z-]+)\)$")]
    private static partial Regex ContextMark();
}
