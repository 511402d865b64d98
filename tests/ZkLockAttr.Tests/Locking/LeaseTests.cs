using ZkLockAttr.Tests.Time;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Held means held: what an ended lease does.</summary>
public sealed class LeaseTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_waiter_paused_past_its_sessions_end_does_not_enter_on_a_late_event()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(Server.GetChildren(Path));
        var clock = new ManualClock();
        var locks = NewLocks(clock);
        var waiting = locks.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.CountWatches($"{Path}/{holdersNode}") == 1);
        var waiter = locks.SessionId;
        var staleNode = Assert.Single(Server.GetChildren(Path).Except([holdersNode]));

        // The pause: nothing reaches the waiter. Meanwhile the holder leaves, the waiter's session ends, and somebody else takes the lock.
        var pause = Server.Faults.HoldReplies(message => message.SessionId == waiter);
        await holder.DisposeAsync();
        Server.ExpireSession(waiter);
        var other = await NewLocks().AcquireAsync("test");
        clock.Advance(TimeSpan.FromSeconds(30));

        // The waiter wakes and reads first that its predecessor is gone.
        pause.Dispose();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);
        Assert.False(waiting.IsCompleted);
        Assert.DoesNotContain(staleNode, Server.GetChildren(Path));

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
        using var silence = Server.Faults.HoldRequests(message => message.SessionId == locks.SessionId);

        clock.Advance(TimeSpan.FromSeconds(7.8));
        Assert.True(handle.IsHeld);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);

        // Latched: also when the ensemble answers again.
        silence.Dispose();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
        Assert.False(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_that_nobody_confirms_for_longer_than_its_time_out_is_given_up()
    {
        var clock = new ManualClock();
        var locks = NewLocks(clock);
        await using var handle = await locks.AcquireAsync("test");
        var session = locks.SessionId;

        Server.StopEndpoint(0);
        Server.StopEndpoint(1);
        await Server.WaitUntilAsync(server => server.Statistics.OpenConnections == 0);
        var lost = new TaskCompletionSource();
        handle.LostToken.Register(() => lost.TrySetResult());
        clock.Advance(TimeSpan.FromSeconds(11));
        await lost.Task;
        Server.StartEndpoint(0);

        // The server still knows the old session and its node, and gives the lock only when that has ended.
        var acquiring = Flow.Another(() => locks.AcquireAsync("test"));
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);
        Assert.False(acquiring.IsCompleted);
        Server.ExpireSession(session);
        await using var next = await acquiring;
        Assert.True(next.IsHeld);
        Assert.NotEqual(session, locks.SessionId);
    }
}
