using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

/// <summary>What the kinds of locks cost, counted at a server whose sessions are so long that no heartbeat comes between.</summary>
public abstract class CountedTests : IAsyncLifetime
{
    protected const int Limit = 60_000;

    protected const string Path = "/locks/test";

    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    private readonly List<DistributedLocks> _locks = [];

    protected ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start(
        new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500), MaxSessionTimeout = Long });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>Another process, as far as locks are concerned.</summary>
    protected DistributedLocks NewLocks()
    {
        var locks = new DistributedLocks(Server.ConnectionString, new DistributedLocksOptions { SessionTimeout = Long });
        _locks.Add(locks);
        return locks;
    }

    /// <summary>Another process, which has its session and its path.</summary>
    protected async Task<DistributedLocks> NewWarmLocksAsync(params string[] names)
    {
        var locks = NewLocks();
        foreach (var name in names)
        {
            await (await locks.Beside(name)).DisposeAsync();
        }

        return locks;
    }

    private protected Traffic Watch() => new(Server);
}
