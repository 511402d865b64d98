using Xunit.Abstractions;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Isolation;

/// <summary>
/// A follower is cut off from its ensemble and goes on to answer pings, while the ensemble ends the sessions of its clients and gives their locks away.
/// Held must mean held: our lease ends before that.
/// </summary>
public sealed class IsolatedFollowerTests(ITestOutputHelper output)
{
    private const int Limit = 180_000;

    private static readonly int[] SessionTimeouts = [4, 10, 20];

    // The follower notices only after longer than the longest session that it is alone: 1 s * 30. Sessions end at full ticks: a short one leaves little grace.
    private static readonly RealEnsembleOptions Options = new() { CanBeCut = true, Tick = TimeSpan.FromSeconds(1), SyncLimit = 30 };

    [EnsembleNetworkFact(Timeout = Limit)]
    public async Task Our_lease_ends_before_the_majority_gives_the_lock_away()
    {
        await using var ensemble = await RealEnsemble.LaunchAsync(Options);
        var follower = await ensemble.FindFollowerAsync();
        var majority = string.Join(',', ensemble.Servers.Where(server => server != follower).Select(server => server.ConnectionString));
        await using var observer = new ZooKeeperClient(majority);
        await using var observerOnFollower = new ZooKeeperClient(follower.ConnectionString);
        await using var before = NewLocks(majority);
        await using var after = NewLocks(majority);
        var rivals = new Rivals(before, after, new Queue(observer));
        var clients = (
            from seconds in SessionTimeouts
            from moment in Enum.GetValues<Moment>()
            select new IsolatedClient(TimeSpan.FromSeconds(seconds), moment, follower.Endpoint, new Queue(observerOnFollower), rivals)).ToArray();
        try
        {
            await using var kazoo = await KazooClient.StartAsync(follower.ConnectionString, TimeSpan.FromSeconds(4));
            var theirs = await kazoo.MakeLockAsync("/locks/kazoo");
            await theirs.AcquireAsync();
            await Task.WhenAll(clients.Select(client => client.PrepareAsync()));

            await follower.CutOffAsync();
            var cut = Clock.Now;
            await Task.WhenAll(clients.Select(client => client.GoOnAsync()));
            var kazoosGivenAway = await after.AcquireAsync("kazoo");
            var kazooEnds = $"   4 s  {"kazoo, holding",-20}{(await theirs.IsAcquiredAsync() ? "still holds" : "-"),14}{(Clock.Now - cut).TotalSeconds,18:+0.00} s";
            await kazoosGivenAway.DisposeAsync();
            await Task.WhenAll(clients.Select(client => client.MeasureAsync()));

            output.WriteLine("   T    at the cut        IsHeld until          told  majority gave away     between");
            foreach (var client in clients)
            {
                output.WriteLine(client.Describe(cut));
            }

            output.WriteLine(kazooEnds);
            Assert.All(clients, client => Assert.True(client.IsSafe, client.Describe(cut)));

            // This is the fault that is meant: a client that trusts pings does not notice it.
            Assert.Contains("still holds", kazooEnds, StringComparison.Ordinal);

            await ensemble.HealAsync();
            await Task.WhenAll(clients.Select(client => client.FinishAsync()));
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    [EnsembleNetworkFact(Timeout = Limit)]
    public async Task A_holder_that_knows_other_servers_moves_to_one_in_time_and_keeps_its_lock()
    {
        await using var ensemble = await RealEnsemble.LaunchAsync(Options);
        var follower = await ensemble.FindFollowerAsync();
        await using var proxies = new EnsembleProxies(ensemble);
        proxies.LetInOnly(follower);
        await using var locks = NewLocks(proxies.ConnectionString, TimeSpan.FromSeconds(10));
        await using var handle = await locks.AcquireAsync("moves");
        proxies.LetInAll();
        var connections = proxies.ConnectionCount;

        await follower.CutOffAsync();

        Assert.True(await handle.ValidateAsync());
        Assert.False(handle.LostToken.IsCancellationRequested);
        Assert.True(proxies.ConnectionCount > connections);
    }

    private static DistributedLocks NewLocks(string connectionString, TimeSpan? sessionTimeout = null) =>
        new(connectionString, new DistributedLocksOptions { SessionTimeout = sessionTimeout ?? TimeSpan.FromSeconds(20), PersistentParents = true });
}
