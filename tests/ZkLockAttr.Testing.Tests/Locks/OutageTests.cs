namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>No server can be reached, until the outage is disposed.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Whoever_asks_in_an_outage_is_told_of_it_and_served_behind_it()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(server.ConnectionString, new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) });
        using (server.Outage())
        {
            await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("orders/42").AsTask());
        }

        await using var held = await AcquireAsync(locks);
        server.Locks.AssertHeld("orders/42", by: locks);
    }

    [Fact]
    public async Task A_lock_survives_an_outage_that_ends_before_its_lease()
    {
        await using var server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { Endpoints = 3 });
        await using var locks = new DistributedLocks(server.ConnectionString);
        await using var held = await locks.AcquireAsync("orders/42");
        using (server.Outage())
        {
            server.Locks.AssertHeld("orders/42");
            Assert.Equal(0, server.Statistics.OpenConnections);
        }

        Assert.True(await held.ValidateAsync());
    }

    [Fact]
    public async Task A_server_that_was_stopped_before_stays_stopped_behind_it()
    {
        await using var server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { Endpoints = 2 });
        server.StopEndpoint(1);
        var outage = server.Outage();
        outage.Dispose();
        outage.Dispose();

        await using var stopped = new DistributedLocks(server.Endpoints[1].ToString(), new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) });
        await Assert.ThrowsAsync<LockUnavailableException>(() => stopped.AcquireAsync("orders/42").AsTask());
        await using var running = new DistributedLocks(server.Endpoints[0].ToString());
        await using var held = await running.AcquireAsync("orders/42");
    }

    [Fact]
    public void An_outage_may_end_after_its_server()
    {
        var server = ZooKeeperTestServer.Start();
        var outage = server.Outage();
        server.Dispose();
        outage.Dispose();
    }

    // Reconnecting takes as long as it backs off, which may be longer than these locks wait for a session.
    private static async Task<LockHandle> AcquireAsync(DistributedLocks locks)
    {
        while (true)
        {
            try
            {
                return await locks.AcquireAsync("orders/42");
            }
            catch (LockUnavailableException)
            {
            }
        }
    }
}
