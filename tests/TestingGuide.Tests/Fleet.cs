using Xunit;
using ZkLockAttr;
using ZkLockAttr.Testing;

namespace Shop.Tests;

/// <summary>A ZooKeeper server for the tests of one class, and the machine that they run on.</summary>
public sealed class Fleet : IAsyncLifetime
{
    public Fleet() => Locks = Connect();

    public ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start();

    public DistributedLocks Locks { get; }

    /// <summary>Another machine. Whoever asks for one disposes it.</summary>
    public DistributedLocks Connect() => new(Server.ConnectionString);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        // No test has left a lock behind.
        await Server.Locks.WaitUntilAllFreeAsync();
        await Locks.DisposeAsync();
        await Server.DisposeAsync();
    }
}
