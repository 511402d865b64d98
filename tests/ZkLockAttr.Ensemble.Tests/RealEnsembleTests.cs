using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests;

/// <summary>The ensemble itself: what the other tests rely on.</summary>
public sealed class RealEnsembleTests
{
    private const int Limit = 120_000;

    [EnsembleNetworkFact(Timeout = Limit)]
    public async Task A_follower_that_is_cut_off_answers_its_clients_and_hears_nothing_of_the_others()
    {
        await using var ensemble = await RealEnsemble.LaunchAsync(new RealEnsembleOptions { CanBeCut = true, SyncLimit = 20 });
        var follower = await ensemble.FindFollowerAsync();
        await using var there = new ZooKeeperClient(follower.ConnectionString);
        await using var leader = new ZooKeeperClient((await ensemble.FindLeaderAsync()).ConnectionString);
        await there.ExistsAsync("/");

        await follower.CutOffAsync();
        await leader.CreateAsync("/new", null, CreateMode.Persistent);
        Assert.Null(await there.ExistsAsync("/new"));

        await ensemble.HealAsync();
        await there.SyncAsync("/");
        Assert.NotNull(await there.ExistsAsync("/new"));
    }
}
