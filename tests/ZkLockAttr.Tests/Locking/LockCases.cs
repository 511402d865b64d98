using ZkLockAttr.Tests.Servers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>
/// What the exclusive lock does on any server. Each case waits for what it expects to happen; only a fault makes it run into its time limit.
/// </summary>
public abstract class LockCases : IAsyncLifetime
{
    protected const int Limit = 60_000;

    protected const string Path = "/locks/test";

    private readonly List<DistributedLocks> _locks = [];
    private LockServer? _server;

    protected LockServer Server => _server!;

    protected abstract Task<LockServer> StartAsync();

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>Another process, as far as locks are concerned.</summary>
    protected DistributedLocks NewLocks(TimeSpan? sessionTimeout = null)
    {
        var locks = new DistributedLocks(
            Server.ConnectionString, new DistributedLocksOptions { SessionTimeout = sessionTimeout ?? TimeSpan.FromSeconds(8) });
        _locks.Add(locks);
        return locks;
    }

    protected static Task Lost(LockHandle handle)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handle.LostToken.Register(() => lost.TrySetResult());
        return lost.Task;
    }

    /// <summary>As another caller of the process would: this flow would be told that it holds the lock already.</summary>
    protected static Task<T> InAnotherFlow<T>(Func<ValueTask<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => call().AsTask());
        }
    }

    // --- taking and releasing

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
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

    [Fact(Timeout = Limit)]
    public async Task Two_callers_of_one_process_take_turns_first_come_first_served()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync("test");
        var waiting = InAnotherFlow(() => locks.AcquireAsync("test"));

        // It stands in the local queue: only the head has a node.
        Assert.Single(await Server.ChildrenAsync(Path));
        await first.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.FencingToken > first.FencingToken);
    }

    [Fact(Timeout = Limit)]
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

    // --- time-outs

    [Fact(Timeout = Limit)]
    public async Task A_time_out_names_the_holder_and_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(
            () => locks.AcquireAsync("test", TimeSpan.FromMilliseconds(300)).AsTask());

        Assert.Equal(Path, exception.Path);
        Assert.Equal(TimeSpan.FromMilliseconds(300), exception.Timeout);
        Assert.Contains($"pid={Environment.ProcessId}", exception.Holder!, StringComparison.Ordinal);
        await Server.WaitForChildrenAsync(Path, 1);
        Assert.Null(await locks.TryAcquireAsync("test", TimeSpan.FromMilliseconds(100)));
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Fact(Timeout = Limit)]
    public async Task Trying_once_does_not_wait()
    {
        var locks = NewLocks();
        await using (var holder = await NewLocks().AcquireAsync("test"))
        {
            Assert.Null(await locks.TryAcquireAsync("test"));
            var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync("test", TimeSpan.Zero).AsTask());
            Assert.Contains("was not free", exception.Message, StringComparison.Ordinal);
        }

        await using var handle = await locks.TryAcquireAsync("test");
        Assert.NotNull(handle);
    }

    [Fact(Timeout = Limit)]
    public async Task Trying_once_behind_a_holder_of_this_process_asks_nobody()
    {
        var locks = NewLocks();
        await using var holder = await locks.AcquireAsync("test");
        Assert.Null(await InAnotherFlow(() => locks.TryAcquireAsync("test")));

        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_time_out_behind_a_local_holder_is_told_as_contention()
    {
        var locks = NewLocks();
        await using var holder = await locks.AcquireAsync("test");
        var waiting = InAnotherFlow(() => locks.AcquireAsync("test", TimeSpan.FromMilliseconds(100)));

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => waiting);
        Assert.Contains("this process", exception.Holder!, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_negative_time_out_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NewLocks().AcquireAsync("test", TimeSpan.FromSeconds(-1)).AsTask());
    }

    // --- cancellation

    [Fact(Timeout = Limit)]
    public async Task Cancelling_a_waiter_carries_the_callers_token_and_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        using var source = new CancellationTokenSource();
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, exception.CancellationToken);
        await Server.WaitForChildrenAsync(Path, 1);
        Assert.True(holder.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelled_before_the_call_asks_nobody()
    {
        var locks = NewLocks();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => locks.AcquireAsync("test", cancellationToken: new CancellationToken(canceled: true)).AsTask());
        Assert.True(exception.CancellationToken.IsCancellationRequested);
        Assert.Equal(0, locks.SessionId);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_in_the_local_queue_takes_the_caller_out_of_it()
    {
        var locks = NewLocks();
        var holder = await locks.AcquireAsync("test");
        using var source = new CancellationTokenSource();
        var cancelled = InAnotherFlow(() => locks.AcquireAsync("test", cancellationToken: source.Token));
        var next = InAnotherFlow(() => locks.AcquireAsync("test"));

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await holder.DisposeAsync();
        await using var handle = await next;
        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_a_holders_token_changes_nothing()
    {
        using var source = new CancellationTokenSource();
        await using var handle = await NewLocks().AcquireAsync("test", cancellationToken: source.Token);
        await source.CancelAsync();
        Assert.True(handle.IsHeld);
        Assert.False(handle.LostToken.IsCancellationRequested);
    }

    // --- unknown outcomes

    [Fact(Timeout = Limit)]
    public async Task A_lost_answer_to_the_create_leaves_no_ghost()
    {
        var hit = Server.DropAfterApply(FaultTarget.CreateQueueNode);
        var locks = NewLocks();
        await using (await locks.AcquireAsync("warm/up"))
        {
            // Makes the session; its create is the one that is hit.
        }

        await hit;
        hit = Server.DropAfterApply(FaultTarget.CreateQueueNode);
        await using (var handle = await locks.AcquireAsync("test"))
        {
            await hit;
            Assert.True(handle.IsHeld);
            var node = Assert.Single(await Server.ChildrenAsync(Path));
            var (_, stat) = await Server.Observer.GetDataAsync($"{Path}/{node}");
            Assert.Equal(stat.Czxid, handle.FencingToken);
        }

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_create_is_sent_again()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var hit = Server.DropBeforeApply(FaultTarget.CreateQueueNode);
        await using var handle = await locks.AcquireAsync("test");
        await hit;
        Assert.True(handle.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_answer_to_the_list_is_asked_for_again()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var hit = Server.DropAfterApply(FaultTarget.List);
        await using var handle = await locks.AcquireAsync("test");
        await hit;
        Assert.True(handle.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_answer_to_the_watching_read_is_asked_for_again()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var hit = Server.DropAfterApply(FaultTarget.WatchPredecessor);
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await hit;

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_release_is_repeated_and_never_throws(bool wasApplied)
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var hit = wasApplied ? Server.DropAfterApply(FaultTarget.DeleteQueueNode) : Server.DropBeforeApply(FaultTarget.DeleteQueueNode);

        await handle.DisposeAsync();

        await hit;
        await Server.WaitForChildrenAsync(Path, 0);
        await using var next = await NewLocks().AcquireAsync("test");
        Assert.True(next.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_delete_of_a_timed_out_waiter_is_repeated()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();
        var hit = Server.DropBeforeApply(FaultTarget.DeleteQueueNode);

        Assert.Null(await locks.TryAcquireAsync("test"));

        await hit;
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Fact(Timeout = Limit)]
    public async Task Lost_connections_cost_neither_the_lock_nor_the_place_in_the_queue()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var nodes = await Server.ChildrenAsync(Path);

        Server.DropConnections();

        Assert.True(await holder.ValidateAsync());
        Assert.Equal(nodes.Order(), (await Server.ChildrenAsync(Path)).Order());
        await holder.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_restart_of_the_server_costs_neither_the_lock_nor_the_place_in_the_queue()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        await Server.RestartAsync();

        Assert.True(await holder.ValidateAsync());
        await holder.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.IsHeld);
    }

    // --- expiry

    [Fact(Timeout = Limit)]
    public async Task Expiry_while_holding_is_told_and_the_next_may_enter()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var lost = Lost(handle);

        await Server.ExpireAsync(locks.SessionId);
        await lost;

        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);
        Assert.False(await handle.ValidateAsync());
        await using var next = await NewLocks().AcquireAsync("test");
        Assert.True(next.FencingToken > handle.FencingToken);
        await handle.DisposeAsync();
        Assert.True(next.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task Expiry_while_waiting_enqueues_again_in_the_new_session()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();
        var waiting = locks.AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var session = locks.SessionId;

        await Server.ExpireAsync(session);
        await Server.WaitForChildrenAsync(Path, 1);
        await Server.WaitForChildrenAsync(Path, 2);
        Assert.False(waiting.IsCompleted);

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
        Assert.NotEqual(session, locks.SessionId);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_that_somebody_else_deletes_is_a_lost_lock()
    {
        var handle = await NewLocks(TimeSpan.FromSeconds(1)).AcquireAsync("test");
        var lost = Lost(handle);
        var node = Assert.Single(await Server.ChildrenAsync(Path));

        await Server.Observer.DeleteAsync($"{Path}/{node}");

        // The next heartbeat sees it.
        await lost;
        Assert.False(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_waiter_whose_node_somebody_else_deletes_enqueues_again()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(await Server.ChildrenAsync(Path));
        var waiting = NewLocks(TimeSpan.FromSeconds(1)).AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var node = Assert.Single((await Server.ChildrenAsync(Path)).Except([holdersNode]));

        await Server.Observer.DeleteAsync($"{Path}/{node}");
        await Server.WaitForChildrenAsync(Path, 2);

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }

    // --- foreign contenders

    [Theory(Timeout = Limit)]
    [InlineData("0123456789abcdef0123456789abcdef__lock__", true)]
    [InlineData("0123456789abcdef0123456789abcdef__rlock__", true)]
    [InlineData("somebody-else-", false)]
    [InlineData("_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", false)]
    public async Task Only_kazoos_nodes_keep_us_out(string prefix, bool excludes)
    {
        await Server.Observer.CreateAsync("/locks", null, CreateMode.Persistent);
        await Server.Observer.CreateAsync(Path, null, CreateMode.Persistent);
        var foreign = await Server.Observer.CreateAsync($"{Path}/{prefix}", null, CreateMode.EphemeralSequential);
        var locks = NewLocks();

        if (excludes)
        {
            Assert.Null(await locks.TryAcquireAsync("test"));
            await Server.Observer.DeleteAsync(foreign);
        }

        await using var handle = await locks.TryAcquireAsync("test");
        Assert.NotNull(handle);
    }

    // --- recursion

    [Fact(Timeout = Limit)]
    public async Task A_flow_that_asks_again_for_its_own_lock_is_told()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
            var exception = await Assert.ThrowsAsync<LockRecursionException>(() => Inner().AsTask());
            Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
            Assert.Throws<LockRecursionException>(() => locks.TryAcquire("test"));

            await using var other = await locks.AcquireAsync("another");
            Assert.True(other.IsHeld);
        }

        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.IsHeld);

        async ValueTask<LockHandle> Inner()
        {
            await Task.Yield();
            return await locks.AcquireAsync("test");
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Siblings_that_do_not_hold_the_lock_are_not_refused()
    {
        var locks = NewLocks();
        await Task.WhenAll(Run(), Run(), Run());

        async Task Run()
        {
            await using var handle = await locks.AcquireAsync("test");
            await Task.Yield();
            Assert.True(handle.IsHeld);
        }
    }

    // --- the end

    [Fact(Timeout = Limit)]
    public async Task Disposing_frees_everything_at_once()
    {
        var locks = NewLocks();
        var held = await locks.AcquireAsync("test");
        var waiting = InAnotherFlow(() => locks.AcquireAsync("test"));

        await locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(held.IsHeld);
        Assert.True(held.LostToken.IsCancellationRequested);
        Assert.Empty(await Server.ChildrenAsync(Path));
        await held.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => locks.AcquireAsync("other").AsTask());
        await locks.DisposeAsync();
    }
}
