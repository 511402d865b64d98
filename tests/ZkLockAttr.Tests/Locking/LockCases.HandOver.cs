using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>From one caller of a process straight to the next.</summary>
public abstract partial class LockCases
{
    private static LockRequest HandedOver => new("test") { Options = LockOptions.HandOver };

    private static LockRequest SharedNode => new("test", LockMode.Shared) { Options = LockOptions.HandOver };

    [Case(Timeout = Limit)]
    public async Task The_next_caller_who_can_share_the_node_gets_it_and_the_last_one_removes_it()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(HandedOver);
        var node = Assert.Single(await Server.ChildrenAsync(Path));
        var waiting = Enumerable.Range(0, 10).Select(_ => locks.Beside(HandedOver)).ToArray();

        await first.DisposeAsync();
        foreach (var next in waiting)
        {
            await using var handle = await next;
            Assert.True(handle.IsHeld);
            Assert.False(first.IsHeld);
            Assert.Equal(node, Assert.Single(await Server.ChildrenAsync(Path)));
        }

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task What_may_be_handed_over_has_no_fencing_token()
    {
        var locks = NewLocks();
        await using var handle = await locks.AcquireAsync(HandedOver);

        Assert.Throws<InvalidOperationException>(() => handle.FencingToken);
    }

    [Case(Timeout = Limit)]
    public async Task A_caller_who_sees_the_token_gets_a_node_of_its_own()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(HandedOver);
        var firstNode = Assert.Single(await Server.ChildrenAsync(Path));
        var second = locks.Beside(Writer);
        var third = locks.Beside(HandedOver);

        await first.DisposeAsync();
        var holder = await second;
        var secondNode = Assert.Single(await Server.ChildrenAsync(Path));
        var (_, stat) = await Server.Observer.GetDataAsync($"{Path}/{secondNode}");
        Assert.NotEqual(firstNode, secondNode);
        Assert.Equal(stat.Czxid, holder.FencingToken);
        await holder.DisposeAsync();

        await using var last = await third;
        Assert.NotEqual(secondNode, Assert.Single(await Server.ChildrenAsync(Path)));
    }

    [Case(Timeout = Limit)]
    public async Task Another_process_gets_its_turn_after_so_many_hand_overs()
    {
        const int HandOvers = 5;
        Assert.Equal(HandOvers, await HandOverUntilAnotherEnters(new DistributedLocksOptions
        {
            HandOverLimit = HandOvers,
            HandOverTime = TimeSpan.FromHours(1),
        }));
    }

    [Case(Timeout = Limit)]
    public async Task By_default_another_process_gets_its_turn_after_at_most_32_hand_overs()
    {
        Assert.InRange(await HandOverUntilAnotherEnters(new DistributedLocksOptions()), 0, 32);
    }

    [Case(Timeout = Limit)]
    public async Task Without_hand_overs_another_process_gets_its_turn_at_once()
    {
        Assert.Equal(0, await HandOverUntilAnotherEnters(new DistributedLocksOptions { HandOverLimit = 0 }));
    }

    [Case(Timeout = Limit)]
    public async Task Without_time_for_hand_overs_another_process_gets_its_turn_at_once()
    {
        Assert.Equal(0, await HandOverUntilAnotherEnters(new DistributedLocksOptions { HandOverTime = TimeSpan.Zero }));
    }

    [Case(Timeout = Limit)]
    public async Task Cancelled_callers_are_skipped()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(HandedOver);
        var node = Assert.Single(await Server.ChildrenAsync(Path));
        using var source = new CancellationTokenSource();
        var cancelled = Enumerable.Range(0, 5).Select(_ => locks.Beside(HandedOver, source.Token)).ToArray();
        var last = locks.Beside(HandedOver);

        await source.CancelAsync();
        await first.DisposeAsync();

        await using var handle = await last;
        Assert.Equal(node, Assert.Single(await Server.ChildrenAsync(Path)));
        foreach (var caller in cancelled)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        }
    }

    [Case(Timeout = Limit)]
    public async Task Readers_of_one_process_share_a_node_until_the_last_one_leaves()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(SharedNode);
        var second = await locks.Beside(SharedNode);
        Assert.Single(await Server.ChildrenAsync(Path));
        var writing = NewLocks().Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 2);

        await first.DisposeAsync();
        Assert.True(second.IsHeld);
        Assert.Equal(2, (await Server.ChildrenAsync(Path)).Count);
        Assert.False(writing.IsCompleted);
        await second.DisposeAsync();

        await using var writer = await writing;
        Assert.True(writer.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task No_reader_joins_a_node_that_a_writer_of_another_process_waits_behind()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(SharedNode);
        var writing = NewLocks().Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 2);
        await locks.SettleAsync();

        Assert.Null(await locks.TryBeside(SharedNode));
        var reading = locks.Beside(SharedNode);
        await first.DisposeAsync();
        var writer = await writing;
        Assert.False(reading.IsCompleted);
        await writer.DisposeAsync();

        await using var reader = await reading;
        Assert.True(reader.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task No_reader_joins_a_node_that_a_writer_of_this_process_waits_behind()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(SharedNode);
        var writing = locks.Beside(HandedOver);

        Assert.Null(await locks.TryBeside(SharedNode));
        await first.DisposeAsync();
        await using var writer = await writing;
        Assert.True(writer.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_session_that_ends_ends_the_hand_overs_and_the_next_asks_anew()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(HandedOver);
        var node = Assert.Single(await Server.ChildrenAsync(Path));
        var lost = Lost(first);
        var next = locks.Beside(HandedOver);

        await Server.ExpireAsync(locks.SessionId);
        await lost;

        await using var handle = await next;
        Assert.NotEqual(node, Assert.Single(await Server.ChildrenAsync(Path)));
        Assert.True(handle.IsHeld);
    }

    // How many callers of the holder's process enter behind it before the one of another process does, who waits since before the first hand-over.
    private async Task<int> HandOverUntilAnotherEnters(DistributedLocksOptions options)
    {
        const int Callers = 100;
        var locks = NewLocks(options with { SessionTimeout = TimeSpan.FromSeconds(8) });
        var first = await locks.AcquireAsync(HandedOver);
        var another = NewLocks().Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 2);
        await locks.SettleAsync();
        var entered = 0;
        var waiting = Enumerable.Range(0, Callers).Select(_ => EnterAsync(locks.Beside(HandedOver))).ToArray();

        await first.DisposeAsync();
        var holder = await another;
        var before = Volatile.Read(ref entered);
        await holder.DisposeAsync();

        await Task.WhenAll(waiting);
        Assert.Equal(Callers, entered);
        Assert.Empty(await Server.ChildrenAsync(Path));
        return before;

        async Task EnterAsync(Task<LockHandle> asking)
        {
            await using var handle = await asking;
            Assert.True(handle.IsHeld);
            entered++;
        }
    }
}
