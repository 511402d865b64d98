using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Servers;

/// <summary>Servers die or freeze while a lock is held, and while somebody waits for it.</summary>
public sealed class ServerFaultTests(EnsembleFixture fixture) : IClassFixture<EnsembleFixture>, IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Name = "servers";

    // Longer than an election or a restart takes: the session outlives it.
    private static readonly TimeSpan LongSession = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortSession = TimeSpan.FromSeconds(2);

    private readonly List<DistributedLocks> _locks = [];
    private readonly List<EnsembleProxies> _proxies = [];

    private RealEnsemble Ensemble => fixture.Ensemble;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Ensemble.HealAsync();
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        foreach (var proxies in _proxies)
        {
            await proxies.DisposeAsync();
        }
    }

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_held_lock_outlives_the_end_of_the_leader(bool isFrozen)
    {
        var leader = await Ensemble.FindLeaderAsync();
        var handle = await NewLocks(LongSession).AcquireAsync(Name);
        var waiting = await StartWaitingAsync(LongSession);

        await EndAsync(leader, isFrozen);

        Assert.True(await handle.ValidateAsync());
        await PassOnAsync(handle, waiting);
    }

    [RealZooKeeperTheory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_held_lock_outlives_the_end_of_the_follower_that_its_holder_is_attached_to(bool isFrozen)
    {
        var follower = await Ensemble.FindFollowerAsync();
        var handle = await (await NewLocksAttachedToAsync(follower)).AcquireAsync(Name);
        var waiting = await StartWaitingAsync(LongSession);

        await EndAsync(follower, isFrozen);

        Assert.True(await handle.ValidateAsync());
        await PassOnAsync(handle, waiting);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_held_lock_and_its_queue_outlive_a_restart_of_all_servers()
    {
        var handle = await NewLocks(LongSession).AcquireAsync(Name);
        var waiting = await StartWaitingAsync(LongSession);

        await Task.WhenAll(Ensemble.Servers.Select(server => server.KillAsync()));
        await Ensemble.HealAsync();

        Assert.True(await handle.ValidateAsync());
        await PassOnAsync(handle, waiting);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Without_a_quorum_the_lock_is_lost_when_the_lease_ends_and_a_waiter_is_served_after_it_is_back()
    {
        var handle = await NewLocks(ShortSession).AcquireAsync(Name);
        var lost = new TaskCompletionSource();
        handle.LostToken.Register(lost.SetResult);
        var waiting = await StartWaitingAsync(ShortSession);

        await Task.WhenAll(Ensemble.Servers.Take(2).Select(server => server.KillAsync()));
        await lost.Task;
        Assert.False(handle.IsHeld);
        Assert.False(waiting.IsCompleted);
        await Ensemble.HealAsync();

        await PassOnAsync(handle, waiting);
    }

    private DistributedLocks NewLocks(TimeSpan sessionTimeout, string? connectionString = null)
    {
        var options = new DistributedLocksOptions { SessionTimeout = sessionTimeout, ConnectTimeout = TimeSpan.FromMinutes(1) };
        var locks = new DistributedLocks(connectionString ?? Ensemble.ConnectionString, options);
        _locks.Add(locks);
        return locks;
    }

    // It knows all servers, but at first only this one lets it in.
    private async Task<DistributedLocks> NewLocksAttachedToAsync(EnsembleServer wanted)
    {
        var proxies = new EnsembleProxies(Ensemble);
        _proxies.Add(proxies);
        proxies.LetInOnly(wanted);
        var locks = NewLocks(LongSession, proxies.ConnectionString);
        await (await locks.AcquireAsync("elsewhere")).DisposeAsync();
        proxies.LetInAll();
        return locks;
    }

    private async Task<Task<LockHandle>> StartWaitingAsync(TimeSpan sessionTimeout)
    {
        var waiting = NewLocks(sessionTimeout).AcquireAsync(Name).AsTask();
        await using var observer = new ZooKeeperClient(Ensemble.ConnectionString);
        await new Queue(observer).WaitForAtLeastAsync(Name, 2);
        return waiting;
    }

    private static async Task EndAsync(EnsembleServer server, bool isFrozen)
    {
        if (isFrozen)
        {
            server.Freeze();
        }
        else
        {
            await server.KillAsync();
        }
    }

    private static async Task PassOnAsync(LockHandle handle, Task<LockHandle> waiting)
    {
        await handle.DisposeAsync();
        await using var next = await waiting;
        Assert.True(next.IsHeld);
        Assert.True(next.FencingToken > handle.FencingToken);
    }
}
