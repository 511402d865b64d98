using ZkLockAttr.Testing;
using ZkLockAttr.Tests.Time;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The lock on an in-process server with two endpoints, which can make a fault at the very moment.</summary>
public abstract class InProcessTests : IAsyncLifetime
{
    protected const int Limit = 60_000;

    protected const string Path = "/locks/test";

    private readonly List<DistributedLocks> _locks = [];

    protected ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start(
        new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500), Endpoints = 2 });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    protected DistributedLocks NewLocks(DistributedLocksOptions? options = null, string chroot = "") =>
        Keep(new DistributedLocks(Server.ConnectionString + chroot, options ?? Options));

    private protected DistributedLocks NewLocks(ManualClock clock) => Keep(new DistributedLocks(Server.ConnectionString, Options, clock));

    protected DistributedLocks NewLocks(TimeSpan connectTimeout) => NewLocks(Options with { ConnectTimeout = connectTimeout });

    private static DistributedLocksOptions Options => new() { SessionTimeout = TimeSpan.FromSeconds(8), ConnectTimeout = TimeSpan.FromSeconds(30) };

    private DistributedLocks Keep(DistributedLocks locks)
    {
        _locks.Add(locks);
        return locks;
    }
}
