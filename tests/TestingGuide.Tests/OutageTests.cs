using Xunit;
using ZkLockAttr;
using ZkLockAttr.Testing;

namespace Shop.Tests;

/// <summary>Each has a server of its own: locks need a moment to connect again, which is nothing for the next test to wait for.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task No_order_is_placed_while_there_is_no_ZooKeeper()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString, new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) });
        var orders = new OrderService(locks, new Ledger((_, _) => throw new InvalidOperationException("the body has run")));

        using var outage = server.Outage();

        await Assert.ThrowsAsync<LockUnavailableException>(() => orders.PlaceAsync("42"));
    }

    [Fact]
    public async Task An_order_survives_an_outage_that_is_short()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString);
        var orders = new OrderService(locks, new Ledger((_, _) =>
        {
            server.Outage().Dispose();
            return Task.CompletedTask;
        }));

        await orders.PlaceAsync("42");
    }

    [Fact]
    public async Task An_order_is_given_up_when_an_outage_outlasts_its_lease()
    {
        // The shortest sessions that there are, or this test would take 20 s.
        await using var server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });
        await using var locks = new DistributedLocks(server.ConnectionString, new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(1) });
        var orders = new OrderService(locks, new Ledger(async (_, cancellationToken) =>
        {
            using var outage = server.Outage();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }));

        await Assert.ThrowsAsync<LockLostException>(() => orders.PlaceAsync("42"));
    }
}
