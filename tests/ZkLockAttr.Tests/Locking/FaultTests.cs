using ZkLockAttr.Testing;
using ZkLockAttr.Tests.Servers;
using ZkLockAttr.Tests.Time;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The lock under faults that only the in-process server can bring about at the very moment.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Path = "/locks/test";

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start(
        new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500), Endpoints = 2 });

    private readonly List<DistributedLocks> _locks = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task An_uncontended_lock_costs_two_requests_in_one_write_and_one_more()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var before = _server.Statistics;
        var handle = await locks.AcquireAsync("test");
        var acquired = _server.Statistics;
        await handle.DisposeAsync();
        var released = _server.Statistics;

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
        _server.SetSequence(Path, 0);
        var before = _server.Statistics;

        await using var handle = await NewLocks().AcquireAsync("test");

        var after = _server.Statistics;
        Assert.Equal(3, after.TotalRequests - before.TotalRequests);
        Assert.Equal(1, after.Receives - before.Receives);
    }

    [Fact(Timeout = Limit)]
    public async Task A_single_waiter_enters_without_another_request()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = $"{Path}/{Assert.Single(_server.GetChildren(Path))}";
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await _server.WaitUntilAsync(server => server.CountWatches(holdersNode) == 1);
        var before = _server.Statistics;

        await holder.DisposeAsync();
        await using var handle = await waiting;

        // The holder's delete is all there was.
        Assert.Equal(1, _server.Statistics.TotalRequests - before.TotalRequests);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_create_answer_leaves_no_ghost_also_when_another_server_is_next()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var endpoint = 0;
        using var fault = _server.Faults.DropAfterApply(message =>
        {
            endpoint = message.Endpoint;
            return message.Operation == ServerOperation.Create;
        });
        _ = _server.WaitUntilAsync(_ => fault.Hits == 1).ContinueWith(_ => _server.StopEndpoint(endpoint), TaskScheduler.Default);
        await using var handle = await locks.AcquireAsync("test");

        Assert.Equal(1, fault.Hits);
        Assert.Single(_server.GetChildren(Path));
        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_of_a_session_whose_handshake_was_never_answered_is_removed()
    {
        _server.SetSequence(Path, 0);
        var held = _server.Faults.HoldReplies(message => message.Operation == ServerOperation.Connect);
        var locks = NewLocks();
        var acquiring = locks.AcquireAsync("test").AsTask();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
        var ghost = _server.GetChildren(Path)[0];
        var strangeSession = _server.GetStat($"{Path}/{ghost}")!.Value.EphemeralOwner;

        _server.DropConnections();
        held.Dispose();
        await using var handle = await acquiring;

        Assert.NotEqual(strangeSession, locks.SessionId);
        Assert.Contains(strangeSession, _server.Sessions);
        Assert.DoesNotContain(ghost, _server.GetChildren(Path));
        Assert.Single(_server.GetChildren(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_waiter_paused_past_its_sessions_end_does_not_enter_on_a_late_event()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(_server.GetChildren(Path));
        var clock = new ManualClock();
        var locks = NewLocks(clock);
        var waiting = locks.AcquireAsync("test").AsTask();
        await _server.WaitUntilAsync(server => server.CountWatches($"{Path}/{holdersNode}") == 1);
        var waiter = locks.SessionId;
        var staleNode = Assert.Single(_server.GetChildren(Path).Except([holdersNode]));

        // The pause: nothing reaches the waiter. Meanwhile the holder leaves, the waiter's session ends, and somebody else takes the lock.
        var pause = _server.Faults.HoldReplies(message => message.SessionId == waiter);
        await holder.DisposeAsync();
        _server.ExpireSession(waiter);
        var other = await NewLocks().AcquireAsync("test");
        clock.Advance(TimeSpan.FromSeconds(30));

        // The waiter wakes and reads first that its predecessor is gone.
        pause.Dispose();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);
        Assert.False(waiting.IsCompleted);
        Assert.DoesNotContain(staleNode, _server.GetChildren(Path));

        await other.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.FencingToken > other.FencingToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_holder_whose_lease_runs_out_is_told_though_nobody_says_so()
    {
        var clock = new ManualClock();
        var locks = NewLocks(clock);
        var handle = await locks.AcquireAsync("test");
        using var silence = _server.Faults.HoldRequests(message => message.SessionId == locks.SessionId);

        clock.Advance(TimeSpan.FromSeconds(7.8));
        Assert.True(handle.IsHeld);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);

        // Latched: also when the ensemble answers again.
        silence.Dispose();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
        Assert.False(handle.IsHeld);
    }

    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.Connect)]
    [InlineData(ServerOperation.Create)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.GetData)]
    public async Task Cancelling_while_an_answer_is_outstanding_returns_at_once_and_leaves_no_node(ServerOperation phase)
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(_server.GetChildren(Path));
        using var source = new CancellationTokenSource();
        var silence = _server.Faults.HoldReplies(message => message.Operation == phase);
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await _server.WaitUntilAsync(_ => silence.Hits == 1);

        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, exception.CancellationToken);
        silence.Dispose();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).SequenceEqual([holdersNode]));
        Assert.True(holder.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_before_the_parents_turn_out_to_be_missing_leaves_no_node()
    {
        using var source = new CancellationTokenSource();
        var silence = _server.Faults.HoldReplies(message => message.Operation == ServerOperation.Create);
        var locks = NewLocks();
        var waiting = locks.AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await _server.WaitUntilAsync(_ => silence.Hits == 1);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silence.Dispose();

        // The next lock's answers come behind those of the given up one.
        await using var other = await locks.AcquireAsync("other");
        Assert.Empty(_server.GetChildren(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_while_parents_are_made_leaves_no_node()
    {
        using var source = new CancellationTokenSource();
        var silence = _server.Faults.HoldReplies(message => message.Operation == ServerOperation.CreateContainer);
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await _server.WaitUntilAsync(_ => silence.Hits >= 1);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silence.Dispose();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_that_does_not_come_in_time_is_an_outage_not_contention()
    {
        var locks = NewLocks();
        using var silence = _server.Faults.HoldRequests(message => message.Operation == ServerOperation.Create);

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(
            () => locks.TryAcquireAsync("test", TimeSpan.FromMilliseconds(200)).AsTask());

        Assert.Equal(Path, exception.Path);
    }

    [Fact(Timeout = Limit)]
    public async Task An_outage_while_waiting_is_told_after_the_connect_time_out()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks(connectTimeout: TimeSpan.FromMilliseconds(300));
        var waiting = locks.AcquireAsync("test").AsTask();
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);

        _server.StopEndpoint(0);
        _server.StopEndpoint(1);

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => waiting);
        foreach (var endpoint in _server.Endpoints)
        {
            Assert.Contains(endpoint.ToString(), exception.Message, StringComparison.Ordinal);
        }

        // Its node goes as soon as there is a server again.
        _server.StartEndpoint(1);
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
    }

    [Fact(Timeout = Limit)]
    public async Task A_release_in_an_outage_returns_and_is_done_when_there_is_a_server_again()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        _server.StopEndpoint(0);
        _server.StopEndpoint(1);

        await handle.DisposeAsync();

        Assert.Single(_server.GetChildren(Path));
        _server.StartEndpoint(1);
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Servers_that_cannot_be_reached_are_named_with_the_reason(bool triesOnce)
    {
        _server.StopEndpoint(0);
        _server.StopEndpoint(1);
        var locks = NewLocks(connectTimeout: TimeSpan.FromMilliseconds(300));

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(
            () => locks.TryAcquireAsync("test", triesOnce ? TimeSpan.Zero : TimeSpan.FromMinutes(1)).AsTask());

        Assert.Contains($"{_server.Endpoints[0]}: Connection refused", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{_server.Endpoints[1]}: Connection refused", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Many_waiters_in_an_outage_leave_no_requests_behind()
    {
        var locks = NewLocks(connectTimeout: TimeSpan.FromMilliseconds(300));
        await using (await locks.AcquireAsync("other"))
        {
        }

        _server.StopEndpoint(0);
        _server.StopEndpoint(1);
        var waiting = Enumerable.Range(0, 200).Select(_ => Task.Run(() => locks.AcquireAsync("test").AsTask())).ToArray();
        foreach (var waiter in waiting)
        {
            await Assert.ThrowsAsync<LockUnavailableException>(() => waiter);
        }

        var before = _server.Statistics;
        _server.StartEndpoint(0);
        await _server.WaitUntilAsync(server => server.Statistics.OpenConnections > 0);
        await using (await locks.AcquireAsync("other"))
        {
        }

        var after = _server.Statistics;
        Assert.InRange(after.Count(ServerOperation.Create) - before.Count(ServerOperation.Create), 1, 5);
    }

    [Theory(Timeout = Limit)]
    [InlineData(int.MaxValue - (1 << 24) + 1)]
    [InlineData(int.MaxValue)]
    public async Task A_parent_whose_numbers_are_used_up_is_made_anew(int number)
    {
        _server.SetSequence(Path, number);

        await using var handle = await NewLocks().AcquireAsync("test");

        Assert.True(handle.IsHeld);
        Assert.EndsWith("__lock__0000000000", Assert.Single(_server.GetChildren(Path)), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_parent_whose_numbers_are_used_up_is_emptied_first()
    {
        _server.SetSequence(Path, int.MaxValue - (1 << 24));
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await _server.WaitUntilAsync(server => server.CountWatches(Path) == 1);
        Assert.Single(_server.GetChildren(Path));
        Assert.False(waiting.IsCompleted);

        await holder.DisposeAsync();
        await using var handle = await waiting;

        Assert.EndsWith("__lock__0000000000", Assert.Single(_server.GetChildren(Path)), StringComparison.Ordinal);
        Assert.True(handle.FencingToken > holder.FencingToken);
    }

    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.Create)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.Delete)]
    public async Task A_throttled_request_is_repeated(ServerOperation operation)
    {
        using var fault = _server.Faults.Throttle(message => message.Operation == operation);
        await using (var handle = await NewLocks().AcquireAsync("test"))
        {
            Assert.True(handle.IsHeld);
        }

        Assert.Equal(1, fault.Hits);
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    [Fact(Timeout = Limit)]
    public async Task Containers_that_were_swept_are_made_again()
    {
        var locks = NewLocks();
        for (var i = 0; i < 3; i++)
        {
            await using (await locks.AcquireAsync("a/b/c"))
            {
            }

            for (var depth = 0; depth < 4; depth++)
            {
                _server.ReapContainers();
            }

            Assert.False(_server.Exists("/locks"));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Persistent_parents_stay()
    {
        var locks = new DistributedLocks(_server.ConnectionString, new DistributedLocksOptions { PersistentParents = true });
        _locks.Add(locks);
        await using (await locks.AcquireAsync("a/b"))
        {
        }

        _server.ReapContainers();
        Assert.True(_server.Exists("/locks/a/b"));
        Assert.Equal(0, _server.GetStat("/locks/a/b")!.Value.EphemeralOwner);
    }

    [Fact(Timeout = Limit)]
    public async Task A_chroot_and_a_root_of_ones_own_are_made()
    {
        var locks = new DistributedLocks(_server.ConnectionString + "/team/a", new DistributedLocksOptions { Root = "/mutexes" });
        _locks.Add(locks);
        await using var handle = await locks.AcquireAsync("test");
        Assert.Equal("/team/a/mutexes/test", handle.Path);
        Assert.Equal("test", handle.Name);
        Assert.Single(_server.GetChildren("/team/a/mutexes/test"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_that_nobody_confirms_for_longer_than_its_time_out_is_given_up()
    {
        var clock = new ManualClock();
        var locks = NewLocks(clock);
        await using var handle = await locks.AcquireAsync("test");
        var session = locks.SessionId;

        _server.StopEndpoint(0);
        _server.StopEndpoint(1);
        await _server.WaitUntilAsync(server => server.Statistics.OpenConnections == 0);
        var lost = new TaskCompletionSource();
        handle.LostToken.Register(() => lost.TrySetResult());
        clock.Advance(TimeSpan.FromSeconds(11));
        await lost.Task;
        _server.StartEndpoint(0);

        // The server still knows the old session and its node, and gives the lock only when that has ended.
        var acquiring = InAnotherFlow(() => locks.AcquireAsync("test"));
        await _server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);
        Assert.False(acquiring.IsCompleted);
        _server.ExpireSession(session);
        await using var next = await acquiring;
        Assert.True(next.IsHeld);
        Assert.NotEqual(session, locks.SessionId);
    }

    private static Task<T> InAnotherFlow<T>(Func<ValueTask<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => call().AsTask());
        }
    }

    private DistributedLocks NewLocks(ManualClock? clock = null, TimeSpan? connectTimeout = null)
    {
        var options = new DistributedLocksOptions
        {
            SessionTimeout = TimeSpan.FromSeconds(8),
            ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(30),
        };
        var locks = clock is null
            ? new DistributedLocks(_server.ConnectionString, options)
            : new DistributedLocks(_server.ConnectionString, options, clock);
        _locks.Add(locks);
        return locks;
    }
}
