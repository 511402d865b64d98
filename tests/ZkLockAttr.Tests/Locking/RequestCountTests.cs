using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>What a lock costs, counted at the server.</summary>
public sealed class RequestCountTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task An_uncontended_lock_costs_two_requests_in_one_write_and_one_more()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var before = Server.Statistics;
        var handle = await locks.AcquireAsync("test");
        var acquired = Server.Statistics;
        await handle.DisposeAsync();
        var released = Server.Statistics;

        Assert.Equal(2, acquired.TotalRequests - before.TotalRequests);
        Assert.Equal(1, acquired.Count(ServerOperation.Create) - before.Count(ServerOperation.Create));
        Assert.Equal(1, acquired.Count(ServerOperation.GetChildren2) - before.Count(ServerOperation.GetChildren2));
        Assert.Equal(1, acquired.Receives - before.Receives);
        Assert.Equal(1, released.TotalRequests - acquired.TotalRequests);
        Assert.Equal(1, released.Receives - acquired.Receives);
    }

    [Fact(Timeout = Limit)]
    public async Task The_first_lock_goes_out_with_the_handshake()
    {
        Server.SetSequence(Path, 0);
        var before = Server.Statistics;

        await using var handle = await NewLocks().AcquireAsync("test");

        var after = Server.Statistics;
        Assert.Equal(3, after.TotalRequests - before.TotalRequests);
        Assert.Equal(1, after.Receives - before.Receives);
    }

    [Fact(Timeout = Limit)]
    public async Task A_single_waiter_enters_without_another_request()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = $"{Path}/{Assert.Single(Server.GetChildren(Path))}";
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.CountWatches(holdersNode) == 1);
        var before = Server.Statistics;

        await holder.DisposeAsync();
        await using var handle = await waiting;

        // The holder's delete is all there was.
        Assert.Equal(1, Server.Statistics.TotalRequests - before.TotalRequests);
    }
}
