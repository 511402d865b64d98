using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>Does things to servers.</summary>
internal sealed class ServerFaults(RealEnsemble ensemble, Toll toll)
{
    /// <summary>Inflicts a fault on a healthy ensemble; complete when it is healed.</summary>
    public async Task InflictAsync(ServerFault fault, TimeSpan duration)
    {
        var leader = await ensemble.FindLeaderAsync();
        var followers = ensemble.Servers.Where(server => server != leader).ToArray();
        switch (fault)
        {
            case ServerFault.KillLeader:
                await KillAsync(leader);
                break;
            case ServerFault.KillFollower:
                await KillAsync(followers[0]);
                break;
            case ServerFault.KillTwo:
                await KillAsync(leader, followers[1]);
                break;
            case ServerFault.KillAll:
                await KillAsync([.. ensemble.Servers]);
                break;
            case ServerFault.FreezeLeader:
                Freeze(leader);
                break;
            case ServerFault.FreezeFollower:
                Freeze(followers[1]);
                break;
            case ServerFault.CutOffLeader:
                await CutOffAsync(leader);
                break;
            case ServerFault.CutOffFollower:
                await CutOffAsync(followers[0]);
                break;
        }

        await Clock.LetFaultLastAsync(duration);
        await ensemble.HealAsync();
    }

    private Task KillAsync(params EnsembleServer[] servers) => Task.WhenAll(servers.Select(server =>
    {
        toll.Kill();
        return server.KillAsync();
    }));

    private void Freeze(EnsembleServer server)
    {
        toll.Pause();
        server.Freeze();
    }

    private Task CutOffAsync(EnsembleServer server)
    {
        toll.Cut();
        return server.CutOffAsync();
    }
}
