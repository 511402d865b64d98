using System.Text.RegularExpressions;

namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>
/// What of an answer to a four-letter word can be compared: of reports the lines that both servers write, and the values that are the same on both; of the rest
/// everything, with sessions and paths as a script writes them.
/// </summary>
internal static partial class FourLetterAnswer
{
    // Outstanding requests are negative at times in a real server, and connections are counted until it notices their end. Times, sizes, versions, ports and traffic are a server's own, and the in-process one reports less.
    private static readonly Dictionary<string, string[]> ComparableBeginnings = new()
    {
        ["srvr"] = ["Mode:"],
        ["stat"] = ["Clients:", "Mode:"],
        ["mntr"] = ["zk_server_state", "zk_ephemerals_count", "zk_global_sessions", "zk_local_sessions", "zk_watch_count"],
        ["conf"] = ["tickTime", "maxClientCnxns", "minSessionTimeout", "maxSessionTimeout", "serverId"],
        ["envi"] = ["Environment:"],
        ["dump"] = ["SessionTracker dump:", "ephemeral nodes dump:", "Sessions with Ephemerals", "session-", "\t"],
    };

    public static IEnumerable<string> Comparable(string word, string answer, Func<long, string> sessionOf, Func<string, string> pathOf)
    {
        var lines = answer.Split('\n')
            .Select(line => SessionId().Replace(line, match => sessionOf(Convert.ToInt64(match.Groups[1].Value, 16))))
            .Select(line => line.StartsWith("\t/", StringComparison.Ordinal) ? "\t" + pathOf(line[1..]) : line.StartsWith('/') ? pathOf(line) : line);
        return ComparableBeginnings.TryGetValue(word, out var beginnings)
            ? lines.Where(line => beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal))
                && !line.Contains("ip: ", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
            : lines;
    }

    [GeneratedRegex("0x([0-9a-f]+)")]
    private static partial Regex SessionId();
}
