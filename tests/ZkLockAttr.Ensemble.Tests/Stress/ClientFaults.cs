using System.Net.Sockets;
using System.Text;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>Does things to processes of lockers, their connections and sessions.</summary>
internal sealed class ClientFaults(RealEnsemble ensemble, ZooKeeperClient observer, IReadOnlyList<string> locks, History history, Toll toll)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(300);

    /// <summary>Inflicts a fault on a process; complete when it is healed.</summary>
    public async Task InflictAsync(ClientFault fault, FleetMember member, TimeSpan duration, Random random)
    {
        switch (fault)
        {
            case ClientFault.FreezeProcess:
                toll.Pause();
                member.Process.Freeze();
                await Clock.LetFaultLastAsync(StressRun.SessionTimeout + (duration / 2));
                member.Process.Thaw();
                break;
            case ClientFault.KillProcess:
                toll.Kill();
                await member.Process.KillAsync();
                await Clock.LetFaultLastAsync(duration);
                member.Restart();
                break;
            case ClientFault.CutConnections:
                await CutAgainAndAgainAsync(member, duration, random);
                break;
            case ClientFault.HangConnections:
                toll.Cut();
                await HoldAsync(member, random, duration);
                break;
            case ClientFault.DelayFrames:
                await DelayAsync(member, duration, random);
                break;
            case ClientFault.TearFrames:
                await TearAsync(member, duration, random);
                break;
            case ClientFault.ExpireSession:
                await ExpireAgainAndAgainAsync(member, duration, random);
                break;
        }
    }

    private async Task CutAgainAndAgainAsync(FleetMember member, TimeSpan duration, Random random)
    {
        for (var began = Clock.Now; Clock.Now - began < duration;)
        {
            toll.Cut();
            foreach (var proxy in member.Proxies)
            {
                proxy.CutConnections();
            }

            await Clock.LetFaultLastAsync(LongestDelay * random.NextDouble());
        }
    }

    private static async Task HoldAsync(FleetMember member, Random random, TimeSpan duration)
    {
        var traffic = Any(random);
        var holds = member.Proxies.Select(proxy => proxy.Hold(traffic)).ToArray();
        await Clock.LetFaultLastAsync(duration);
        foreach (var hold in holds)
        {
            hold.Dispose();
        }
    }

    private async Task DelayAsync(FleetMember member, TimeSpan duration, Random random)
    {
        toll.Cut();
        for (var began = Clock.Now; Clock.Now - began < duration;)
        {
            await HoldAsync(member, random, LongestDelay * random.NextDouble());
        }
    }

    private async Task TearAsync(FleetMember member, TimeSpan duration, Random random)
    {
        var before = member.Proxies.Sum(proxy => proxy.TornFrames);
        var tears = member.Proxies.Select(proxy => proxy.TearFrames(Any(random), every: random.Next(10, 40))).ToArray();
        await Clock.LetFaultLastAsync(duration);
        foreach (var tear in tears)
        {
            tear.Dispose();
        }

        toll.Cut(member.Proxies.Sum(proxy => proxy.TornFrames) - before);
    }

    private static Traffic Any(Random random) => (Traffic)random.Next((int)Traffic.ToServer, (int)Traffic.Both + 1);

    private async Task ExpireAgainAndAgainAsync(FleetMember member, TimeSpan duration, Random random)
    {
        for (var began = Clock.Now; Clock.Now - began < duration;)
        {
            foreach (var name in locks)
            {
                try
                {
                    await ExpireAsync(member, "/locks/" + name);
                    break;
                }
                catch (Exception exception) when (IsOutage(exception))
                {
                    // The ensemble does not serve now, or the session has ended by itself, or has no node here.
                }
            }

            await Clock.LetFaultLastAsync(StressRun.SessionTimeout * random.NextDouble() / 2);
        }
    }

    private static bool IsOutage(Exception exception) =>
        exception is ZooKeeperException or IOException or SocketException or OperationCanceledException or InvalidOperationException;

    // The process has a node in every queue, or soon will: its session is the owner.
    private async Task ExpireAsync(FleetMember member, string path)
    {
        foreach (var node in (await observer.GetChildrenAsync(path)).Children)
        {
            var (data, stat) = await observer.GetDataAsync($"{path}/{node}");
            if (data is not null && Encoding.UTF8.GetString(data).EndsWith($" pid={member.Process.Id}", StringComparison.Ordinal))
            {
                var server = ensemble.Servers.First(server => server.IsHealthy);
                var before = Clock.Now;
                history.Add(new EndedSession(member.Process.Name, before, await server.ExpireSessionAsync(stat.EphemeralOwner)));
                toll.Expire();
                return;
            }
        }

        throw new InvalidOperationException($"{member.Process.Name} has no node in '{path}'.");
    }
}
