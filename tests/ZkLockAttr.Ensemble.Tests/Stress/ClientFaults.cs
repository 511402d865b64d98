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
            if (await FindSessionAsync(member) is { } session)
            {
                await ExpireAsync(member, session);
            }

            await Clock.LetFaultLastAsync(StressRun.SessionTimeout * random.NextDouble() / 2);
        }
    }

    // The owner of any of the process's queue nodes. Null if it has none now, or the ensemble does not serve.
    private async Task<long?> FindSessionAsync(FleetMember member)
    {
        try
        {
            foreach (var name in locks)
            {
                foreach (var node in (await observer.GetChildrenAsync($"/locks/{name}")).Children)
                {
                    var (data, stat) = await observer.GetDataAsync($"/locks/{name}/{node}");
                    if (data is not null && Encoding.UTF8.GetString(data).EndsWith($" pid={member.Process.Id}", StringComparison.Ordinal))
                    {
                        return stat.EphemeralOwner;
                    }
                }
            }
        }
        catch (ZooKeeperException)
        {
        }

        return null;
    }

    private async Task ExpireAsync(FleetMember member, long session)
    {
        var process = member.Process.Name;
        var before = Clock.Now;
        try
        {
            var server = ensemble.Servers.First(server => server.IsHealthy);
            history.Add(new EndedSession(process, before, await server.ExpireSessionAsync(session)));
            toll.Expire();
        }
        catch (InvalidOperationException)
        {
            // No server is healthy, or the session has ended by itself.
        }
        catch (Exception exception) when (exception is IOException or SocketException or TimeoutException)
        {
            // The server failed meanwhile: it may have ended the session, or may do so later. Whatever the process tells from now on cannot be judged.
            history.Add(new EndedSession(process, before, long.MaxValue));
            await member.Process.KillAsync();
            toll.Kill();
            member.Restart();
        }
    }
}
