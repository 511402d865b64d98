using System.Globalization;
using System.Text.RegularExpressions;
using ZkLockAttr.Docs.Tests.Pages;

namespace ZkLockAttr.Docs.Tests.Code;

/// <summary>A diagnostic that a page announces by a comment at the end of the line that it is about: <c>// ZKL0101</c>, and what else there is to say.</summary>
internal readonly partial record struct Announcement(string Path, int Line, string Id)
{
    public static IEnumerable<Announcement> In(Block block) =>
        from line in block.Lines.Select((text, i) => (Text: text, Number: block.Line + 1 + i))
        from Match match in Comment().Matches(line.Text)
        select new Announcement(block.Path, line.Number, match.Groups["id"].Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line}): {Id}");

    [GeneratedRegex(@"// (?<id>[A-Z]+[0-9]{4})\b")]
    private static partial Regex Comment();
}
