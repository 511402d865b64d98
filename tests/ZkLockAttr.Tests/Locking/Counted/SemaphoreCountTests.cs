using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

public sealed class SemaphoreCountTests : CountedTests
{
    [Theory(Timeout = Limit)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_release_wakes_at_most_as_many_waiters_as_there_are_places(int places)
    {
        const int Waiters = 8;
        var request = LockRequest.Semaphore("test", places);
        var holders = new List<LockHandle>();
        for (var i = 0; i < places; i++)
        {
            holders.Add(await NewLocks().AcquireAsync(request));
        }

        var waiting = new List<Task<LockHandle>>();
        for (var i = 0; i < Waiters; i++)
        {
            waiting.Add(NewLocks().Beside(request));
            var nodes = places + i + 1;
            await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == nodes);
        }

        // Each watches the nearest before it, as many as there are places.
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Sum(node => server.CountWatches($"{Path}/{node}")) == Waiters * places);
        using var traffic = Watch();

        await holders[0].DisposeAsync();
        await using var entered = await waiting[0];

        // And each that is woken lists at most once more and watches at most one more.
        Assert.InRange(traffic.Events.Count(), 1, places);
        Assert.InRange(traffic.Requests.Count(message => message.Operation != ServerOperation.Delete), 0, 2 * places);
        Assert.DoesNotContain(waiting[1..], waiter => waiter.IsCompleted);
        await ServeAsync(holders[1..], waiting[1..], entered);
    }

    [Fact(Timeout = Limit)]
    public async Task A_free_place_costs_what_a_lock_costs()
    {
        var locks = await NewWarmLocksAsync("test");
        var before = Server.Statistics;
        using var traffic = Watch();

        var handle = await locks.AcquireAsync(LockRequest.Semaphore("test", 3));

        Assert.Equal([ServerOperation.Create, ServerOperation.GetChildren2], traffic.Operations);
        Assert.Equal(1, Server.Statistics.Receives - before.Receives);
        await handle.DisposeAsync();
        Assert.Equal(ServerOperation.Delete, traffic.Operations.Last());
    }

    // Lets everybody have a turn: nobody was forgotten.
    private static async Task ServeAsync(IEnumerable<LockHandle> holders, IEnumerable<Task<LockHandle>> waiting, LockHandle entered)
    {
        await entered.DisposeAsync();
        foreach (var holder in holders)
        {
            await holder.DisposeAsync();
        }

        foreach (var waiter in waiting)
        {
            await (await waiter).DisposeAsync();
        }
    }
}
