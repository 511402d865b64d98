using System.Text.RegularExpressions;

namespace ZkLockAttr.Docs.Tests.Pages;

/// <summary>Links lead somewhere: files are there, and headings too.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages() => [.. Page.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string path)
    {
        var broken =
            from line in Page.Read(path).Prose
            from Match match in Link().Matches(line.Text)
            let target = match.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !IsThere(path, target)
            select $"{path}({line.Number}): {target}";

        Assert.Empty(broken);
    }

    private static bool IsThere(string page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0])));
        var file = Path.Combine(Repository.Root, path);
        return (File.Exists(file) || Directory.Exists(file))
            && (parts.Length == 1 || Page.Read(path).Prose.Any(line => Heading().Match(line.Text) is { Success: true } heading && Anchor(heading.Groups["text"].Value) == parts[1]));
    }

    // As GitHub makes them.
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
