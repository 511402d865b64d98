using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

public sealed class HandOverCountTests : CountedTests
{
    private static LockRequest HandedOver => new("test") { Options = LockOptions.HandOver };

    private static LockRequest SharedNode => new("test", LockMode.Shared) { Options = LockOptions.HandOver };

    [Fact(Timeout = Limit)]
    public async Task Alone_a_thousand_callers_of_one_process_cost_the_same_as_one()
    {
        const int Callers = 1000;
        var locks = await NewWarmLocksAsync("test");
        using var traffic = Watch();
        var handle = await locks.Beside(HandedOver);
        var waiting = Enumerable.Range(0, Callers).Select(_ => locks.Beside(HandedOver)).ToArray();

        // It asks first whether it is alone.
        await locks.SettleAsync();
        var taking = traffic.Operations.Count();

        foreach (var next in waiting)
        {
            await handle.DisposeAsync();
            handle = await next;
            Assert.True(handle.IsHeld);
        }

        Assert.Equal(taking, traffic.Operations.Count());
        await handle.DisposeAsync();
        Assert.Equal(taking + 1, traffic.Operations.Count());
    }

    [Fact(Timeout = Limit)]
    public async Task Alone_neither_their_number_nor_the_time_is_limited()
    {
        await using var locks = new DistributedLocks(Server.ConnectionString, new DistributedLocksOptions { HandOverLimit = 1, HandOverTime = TimeSpan.Zero });
        var handle = await locks.Beside(HandedOver);
        var node = Assert.Single(Server.GetChildren(Path));
        var waiting = Enumerable.Range(0, 5).Select(_ => locks.Beside(HandedOver)).ToArray();

        // It asks first whether it is alone.
        await locks.SettleAsync();

        foreach (var next in waiting)
        {
            await handle.DisposeAsync();
            handle = await next;
            Assert.Equal(node, Assert.Single(Server.GetChildren(Path)));
        }

        await handle.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task Where_the_next_cannot_share_the_node_it_is_changed_in_one_write()
    {
        var locks = await NewWarmLocksAsync("test");
        var first = await locks.Beside(HandedOver);
        var next = locks.Beside("test");
        using var traffic = Watch();
        var before = Server.Statistics;

        await first.DisposeAsync();
        await using var handle = await next;

        Assert.Equal([ServerOperation.Multi, ServerOperation.GetChildren2], traffic.Operations);
        Assert.Equal(1, Server.Statistics.Receives - before.Receives);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_tokens_are_seen_each_pass_within_the_process_is_one_write()
    {
        var locks = await NewWarmLocksAsync("test");
        var first = await locks.Beside("test");
        var next = locks.Beside("test");
        var before = Server.Statistics;

        await first.DisposeAsync();
        await using var handle = await next;

        Assert.Equal(1, Server.Statistics.Receives - before.Receives);
        Assert.True(handle.FencingToken > first.FencingToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Readers_who_join_a_node_cost_one_look_at_most()
    {
        const int Readers = 20;
        var locks = await NewWarmLocksAsync("test");
        var first = await locks.Beside(SharedNode);
        using var traffic = Watch();

        var handles = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => locks.Beside(SharedNode)));

        // Whether it is alone.
        Assert.InRange(traffic.Operations.Count(), 0, 1);
        Assert.DoesNotContain(traffic.Operations, operation => operation != ServerOperation.GetChildren2);
        foreach (var handle in handles.Append(first))
        {
            Assert.True(handle.IsHeld);
            await handle.DisposeAsync();
        }

        Assert.Equal(1, traffic.Operations.Count(operation => operation == ServerOperation.Delete));
    }

    [Fact(Timeout = Limit)]
    public async Task Callers_who_gave_up_are_skipped_at_no_cost()
    {
        var locks = await NewWarmLocksAsync("test");
        var first = await locks.Beside(HandedOver);
        using var source = new CancellationTokenSource();
        var cancelled = Enumerable.Range(0, 100).Select(_ => locks.Beside(HandedOver, source.Token)).ToArray();
        var last = locks.Beside(HandedOver);

        // It asks first whether it is alone.
        await locks.SettleAsync();
        using var traffic = Watch();

        await source.CancelAsync();
        await first.DisposeAsync();
        await using var handle = await last;

        Assert.Empty(traffic.Operations);
        foreach (var caller in cancelled)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        }
    }
}
