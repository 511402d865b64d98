using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>Holds an output to what was accepted, without what differs from run to run.</summary>
internal static partial class Snapshot
{
    public static void Match(string text, string variant, [CallerFilePath] string file = "", [CallerMemberName] string member = "") => Acceptance.Match(
        Path.Combine(
            Repository.Root, "tests", "ZkLockAttr.Tool.Tests", "Snapshots", $"{Path.GetFileNameWithoutExtension(file)}.{member}#{variant}.verified.txt"),
        Scrubbed(text));

    /// <summary>The text without what differs from run to run.</summary>
    public static string Scrubbed(string text)
    {
        text = text.Replace(Environment.MachineName, "{machine}", StringComparison.Ordinal);
        text = Times().Replace(text, "{time}");
        text = Ages().Replace(text, "{age}");
        text = Durations().Replace(text, "{ms}");
        text = Owners().Replace(text, "z{owner}");
        text = Sessions().Replace(text, "{session}");
        text = Numbers().Replace(text, "$1{number}");
        text = Servers().Replace(text, "{server}");
        return Gaps().Replace(text, "$1  ");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( UTC|\+00:00)")]
    private static partial Regex Times();

    // As ages are, but not the times that are asked for.
    [GeneratedRegex(@"\b\d+ s\b(?! are| where)")]
    private static partial Regex Ages();

    [GeneratedRegex(@"[+-]?\b\d+(\.\d+)? ms\b")]
    private static partial Regex Durations();

    [GeneratedRegex(@"\bz[0-9a-f]{24}")]
    private static partial Regex Owners();

    [GeneratedRegex(@"0x[0-9a-f]+")]
    private static partial Regex Sessions();

    [GeneratedRegex(@"(pid |pid=|""pid"": |transaction |""zxid"": |Milliseconds"": )-?[\d.E-]+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Servers();

    // Columns are as wide as what was replaced.
    [GeneratedRegex(@"(\S)   +")]
    private static partial Regex Gaps();
}
