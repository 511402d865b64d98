using System.Globalization;
using ZkLockAttr.Tool.Connecting;

namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>What the servers are only together.</summary>
internal static class EnsembleFindings
{
    public static IEnumerable<Finding> Of(EnsembleSettings settings, IReadOnlyList<ServerReport> reports)
    {
        if (reports.All(report => !report.IsReachable))
        {
            yield return Finding.Problem("no server can be reached.");
            yield break;
        }

        var leaders = reports.Where(report => report.Role == "leader").Select(report => report.Server).Distinct().ToList();
        if (leaders.Count > 1)
        {
            yield return Finding.Problem($"more than one leader ({string.Join(", ", leaders)}): these are servers of different ensembles, and locks in one are none in the other.");
        }

        var alone = reports.Where(report => report.Role == "standalone").Select(report => report.Server).Distinct().ToList();
        if (alone.Count > 0 && settings.Servers.Servers.Count > 1)
        {
            yield return Finding.Problem($"standalone among several ({string.Join(", ", alone)}): a server of its own, and locks in it are none in the others.");
        }

        if (settings.Servers.Servers.Count == 1 && reports.Any(report => report.Role is "leader" or "follower" or "observer"))
        {
            yield return Finding.Warning("one server of an ensemble is named: name them all, so that another one is tried when this one is gone.");
        }

        if (Differ(reports.Select(report => report.Version)))
        {
            yield return Finding.Note($"the servers' versions differ: {string.Join(", ", reports.Where(report => report.Version is not null).Select(report => $"{report.Server} has {report.Version}"))}.");
        }

        if (Differ(reports.Select(report => report.SessionTimeout)))
        {
            yield return Finding.Warning(
                "the servers grant different session time-outs: a lock may be lost when its process moves to another server. Configure tickTime, minSessionTimeout and maxSessionTimeout alike: "
                + string.Join(", ", reports.Where(report => report.SessionTimeout is not null).Select(report =>
                    string.Create(CultureInfo.InvariantCulture, $"{report.Server} {report.SessionTimeout!.Value.TotalSeconds:0.###} s"))) + ".");
        }
    }

    private static bool Differ<T>(IEnumerable<T?> values) => values.Where(value => value is not null).Distinct().Skip(1).Any();
}
