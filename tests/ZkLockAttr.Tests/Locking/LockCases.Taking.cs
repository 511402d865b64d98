using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Taking, waiting and releasing.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Takes_the_lock_and_releases_it()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");

        var node = Assert.Single(await Server.ChildrenAsync(Path));
        var (data, stat) = await Server.Observer.GetDataAsync($"{Path}/{node}");
        Assert.Matches("^z[0-9a-f]{24}__lock__[0-9]{10}$", node);
        Assert.Equal(locks.SessionId, stat.EphemeralOwner);
        Assert.Equal(stat.Czxid, handle.FencingToken);
        Assert.Contains($"pid={Environment.ProcessId}", System.Text.Encoding.UTF8.GetString(data!), StringComparison.Ordinal);
        Assert.Equal(("test", Path), (handle.Name, handle.Path));
        Assert.True(handle.IsHeld);
        Assert.True(await handle.ValidateAsync());

        await handle.DisposeAsync();

        Assert.Empty(await Server.ChildrenAsync(Path));
        Assert.False(handle.IsHeld);
        Assert.False(await handle.ValidateAsync());
        Assert.False(handle.LostToken.IsCancellationRequested);
        await handle.DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Blocking_twins_take_and_release_too()
    {
        var locks = NewLocks();
        using (var handle = locks.Acquire("test", TimeSpan.FromSeconds(30)))
        {
            Assert.True(handle.IsHeld);
            Assert.Null(NewLocks().TryAcquire("test"));
        }

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Names_are_paths_below_the_root()
    {
        var locks = NewLocks();
        await using var deep = await locks.AcquireAsync("orders/42");
        await using var percent = await locks.AcquireAsync("100%");

        Assert.Equal("/locks/orders/42", deep.Path);
        Assert.Single(await Server.ChildrenAsync("/locks/orders/42"));
        Assert.Equal("/locks/100%25", percent.Path);
        Assert.Single(await Server.ChildrenAsync("/locks/100%25"));
    }

    [Case(Timeout = Limit)]
    public async Task A_second_process_waits_until_the_first_releases()
    {
        var first = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        Assert.False(waiting.IsCompleted);

        await first.DisposeAsync();
        await using var second = await waiting;

        Assert.True(second.IsHeld);
        Assert.True(second.FencingToken > first.FencingToken);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Waiters_of_several_processes_are_served_in_the_order_of_their_nodes()
    {
        var first = await NewLocks().AcquireAsync("test");
        var order = new List<int>();
        var waiters = new List<Task>();
        for (var i = 0; i < 4; i++)
        {
            waiters.Add(Run(i, NewLocks()));
            await Server.WaitForChildrenAsync(Path, i + 2);
        }

        await first.DisposeAsync();
        await Task.WhenAll(waiters);

        Assert.Equal([0, 1, 2, 3], order);

        async Task Run(int number, DistributedLocks locks)
        {
            await using var handle = await locks.AcquireAsync("test");
            order.Add(number);
        }
    }

    [Case(Timeout = Limit)]
    public async Task A_waiter_in_the_middle_that_gives_up_lets_nobody_overtake()
    {
        var first = await NewLocks().AcquireAsync("test");
        using var middleGivesUp = new CancellationTokenSource();
        var middle = NewLocks().AcquireAsync("test", cancellationToken: middleGivesUp.Token).AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var last = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 3);

        await middleGivesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => middle);
        await Server.WaitForChildrenAsync(Path, 2);
        Assert.True(first.IsHeld);
        Assert.False(last.IsCompleted);

        await first.DisposeAsync();
        await using var handle = await last;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Two_callers_of_one_process_take_turns_first_come_first_served()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync("test");
        var waiting = Flow.Another(() => locks.AcquireAsync("test"));

        // It stands in the local queue: only the head has a node.
        Assert.Single(await Server.ChildrenAsync(Path));
        await first.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.FencingToken > first.FencingToken);
    }

    [Case(Timeout = Limit)]
    public async Task A_hundred_callers_of_one_process_never_meet_and_leave_nothing()
    {
        const int Callers = 100;
        const int Runs = 5;
        var locks = NewLocks();
        var inside = 0;
        var tokens = new List<long>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                await using var handle = await locks.AcquireAsync("test");
                Assert.Equal(1, Interlocked.Increment(ref inside));
                tokens.Add(handle.FencingToken);
                Interlocked.Decrement(ref inside);
            }
        })));

        Assert.Equal(Callers * Runs, tokens.Count);
        Assert.Equal(tokens.Order(), tokens);
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        Assert.Empty(await Server.ChildrenAsync(Path));
    }
}
