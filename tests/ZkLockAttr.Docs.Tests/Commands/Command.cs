using System.Text.RegularExpressions;
using ZkLockAttr.Docs.Tests.Pages;

namespace ZkLockAttr.Docs.Tests.Commands;

/// <summary>A command that a page tells its readers to type: a line of a <c>sh</c> block, or behind <c>$</c> in a <c>console</c> block.</summary>
internal sealed partial record Command(string Path, int Line, string Text)
{
    public static IEnumerable<Command> All() => Page.All().SelectMany(page => page.Blocks).SelectMany(In);

    public override string ToString() => $"{Path}({Line}): {Text}";

    private static IEnumerable<Command> In(Block block) =>
        from line in block.Lines.Select((text, i) => (Text: Comment().Replace(text, ""), Number: block.Line + 1 + i))
        let command = block.Language switch
        {
            "sh" => line.Text,
            "console" when line.Text.StartsWith("$ ", StringComparison.Ordinal) => line.Text[2..],
            _ => "",
        }
        where command.Length > 0
        select new Command(block.Path, line.Number, command);

    [GeneratedRegex(@"(^| +)# .*$| +$")]
    private static partial Regex Comment();
}
