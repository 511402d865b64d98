using System.Globalization;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Rendering;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>Opens a session on one server, and asks of it what a lock asks: reads, and a write that a quorum must agree to.</summary>
internal static class ServerSession
{
    private const int Rounds = 5;

    // More is seen by people who compare times; locks do not depend on it.
    private static readonly TimeSpan MostClockDifference = TimeSpan.FromSeconds(1);

    /// <summary>Adds what the session is told.</summary>
    public static async Task<ServerReport> AskAsync(ServerReport report, EnsembleSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var ensemble = new Ensemble(settings);
        try
        {
            await ReadAsync(ensemble, cancellationToken);
            var read = await MedianAsync(async () =>
            {
                var stamp = time.GetTimestamp();
                await ReadAsync(ensemble, cancellationToken);
                return time.GetElapsedTime(stamp);
            });
            report = report with { Read = read, SessionTimeout = ensemble.SessionTimeout };
            report = report.With(SessionFindings(settings, report));
            return await WriteAsync(report, ensemble, time, cancellationToken);
        }
        catch (ToolException exception)
        {
            return report.With(Finding.Problem(report.Read is null ? $"gives no session: {exception.Message}" : $"does not answer a write: {exception.Message} It may be cut off from its leader."));
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.EphemeralOnLocalSession)
        {
            return report.With(Finding.Problem("has local sessions, which cannot own locks: set localSessionsUpgradingEnabled=true on all servers."));
        }
        catch (ZooKeeperException exception)
        {
            return report.With(Finding.Problem(exception.Message));
        }
    }

    private static Task<Stat?> ReadAsync(Ensemble ensemble, CancellationToken cancellationToken) =>
        ensemble.AskAsync((client, token) => client.ExistsAsync("/", cancellationToken: token), cancellationToken);

    // A node of the session's own, gone at once: the leader's clock stands in it. Among the locks, where we may write; a refused write proves the quorum, too.
    private static async Task<ServerReport> WriteAsync(ServerReport report, Ensemble ensemble, TimeProvider time, CancellationToken cancellationToken)
    {
        var root = ensemble.Settings.Root;
        var hasRoot = await ensemble.AskAsync((client, token) => client.ExistsAsync(root, cancellationToken: token), cancellationToken) is not null;
        var parent = hasRoot && root != "/" ? root : "";
        var findings = new List<Finding>();
        var clock = (TimeSpan?)null;
        var write = await MedianAsync(async () =>
        {
            var path = $"{parent}/zklock-doctor-{Guid.NewGuid():N}";
            var began = time.GetUtcNow();
            var stamp = time.GetTimestamp();
            try
            {
                var (_, stat) = await ensemble.AskAsync((client, token) => client.CreateWithStatAsync(path, null, CreateMode.Ephemeral, token), cancellationToken);
                var took = time.GetElapsedTime(stamp);
                clock = DateTimeOffset.FromUnixTimeMilliseconds(stat.Ctime) - (began + (took / 2));
                await DeleteAsync(ensemble, path, cancellationToken);
                return took;
            }
            catch (ToolException exception) when (exception.ExitCode == ExitCode.NotPermitted)
            {
                findings = [Finding.Note($"the clock cannot be compared: we may not create a node in '{ensemble.Settings.Servers.Chroot}{parent}/'.")];
            }
            catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
            {
                findings = [Finding.Note($"the clock cannot be compared: '{ensemble.Settings.Servers.Chroot}' is not there yet.")];
            }

            return time.GetElapsedTime(stamp);
        });
        if (clock?.Duration() > MostClockDifference)
        {
            findings.Add(Finding.Warning(
                $"the leader's clock is {Shown.Milliseconds(clock.Value.Duration())} {(clock > TimeSpan.Zero ? "ahead of" : "behind")} ours: 'since' and 'for' are off by that. Locks do not depend on it."));
        }

        return (report with { Write = write, Clock = clock }).With(findings);
    }

    private static IEnumerable<Finding> SessionFindings(EnsembleSettings settings, ServerReport report)
    {
        if (report.SessionTimeout is { } granted && granted != settings.SessionTimeout)
        {
            yield return Finding.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"grants a session time-out of {granted.TotalSeconds:0.###} s where {settings.SessionTimeout.TotalSeconds:0.###} s are asked for: see its minSessionTimeout and maxSessionTimeout."));
        }
    }

    // The session's end would delete it, too. Only if that is lost as well, it stays for the session time-out.
    private static Task<bool> DeleteAsync(Ensemble ensemble, string path, CancellationToken cancellationToken) => ensemble.AskAsync(
        async (client, token) =>
        {
            await client.DeleteAsync(path, cancellationToken: token);
            return true;
        },
        cancellationToken);

    private static async Task<TimeSpan> MedianAsync(Func<Task<TimeSpan>> ask)
    {
        var times = new TimeSpan[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            times[round] = await ask();
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }
}
