using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>Held means held: what leases mean to those who wait and hold, sentence by sentence; T is 6 s, and so d 2 s.</summary>
public sealed class LeaseRuleTests
{
    private static readonly TimeSpan T = LocksOnPaper.T;
    private static readonly TimeSpan Beat = T / 6;
    private static readonly TimeSpan Sure = T * 0.99;
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public LeaseRuleTests() => _locks = new LocksOnPaper(_server);

    [Fact]
    public void An_acquire_whose_answer_comes_after_the_lease_waits_for_two_proofs_d_apart()
    {
        _locks.Take("test").DisposeAsync().AsTask();
        _locks.Exchange();
        var asking = _locks.Ask("test");
        _locks.Send();

        // The process stands still, and then reads the answer first.
        _locks.Clock.Advance(T);
        _locks.Receive();
        Assert.False(asking.IsDone);

        // The first proof, at once; its answer counts when another is answered that was sent d later.
        Assert.Contains("Multi test", _locks.TakeSent());
        _locks.Exchange();
        var answered = _locks.Now;
        Assert.False(asking.IsDone);
        while (!asking.IsDone)
        {
            _locks.Pass(TimeSpan.FromMilliseconds(10));
            _locks.Exchange();
        }

        Assert.Equal(T / 3, _locks.Now - answered);
        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
    }

    [Fact]
    public void A_wake_up_that_comes_after_the_lease_waits_for_proof()
    {
        var holder = new LocksOnPaper(_server);
        var held = holder.Take("test");
        var waiting = _locks.Ask("test");
        _locks.Exchange();

        held.LetGo();
        holder.Exchange();
        _locks.Clock.Advance(T);
        _locks.Receive();

        Assert.False(waiting.IsDone);
        for (var passed = TimeSpan.Zero; passed <= T / 3; passed += Beat)
        {
            _locks.Exchange();
            _locks.Pass(Beat);
        }

        _locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(waiting).IsHeld);
    }

    [Fact]
    public void A_wake_up_within_the_lease_needs_no_request()
    {
        var holder = new LocksOnPaper(_server);
        var held = holder.Take("test");
        var waiting = _locks.Ask("test");
        _locks.Exchange();
        _locks.TakeSent();

        held.LetGo();
        holder.Exchange();
        _locks.Receive();

        Assert.True(LocksOnPaper.HandleOf(waiting).IsHeld);
        Assert.Empty(_locks.TakeSent());
    }

    [Fact]
    public void A_waiter_whose_session_has_ended_unseen_never_enters_on_a_late_event()
    {
        var holder = new LocksOnPaper(_server);
        var held = holder.Take("test");
        var waiting = _locks.Ask("test");
        _locks.Exchange();

        held.LetGo();
        holder.Exchange();
        _server.Expire(_locks.SessionId, default);
        var other = holder.Take("test");
        _locks.Clock.Advance(T);
        _locks.Receive();

        Assert.False(waiting.IsDone);
        Assert.True(other.IsHeld);
    }

    [Fact]
    public void An_idle_session_with_its_pings_grants_at_once()
    {
        _locks.Take("a").DisposeAsync().AsTask();
        for (var passed = TimeSpan.Zero; passed < 3 * T; passed += Beat)
        {
            _locks.Exchange();
            _locks.Pass(Beat);
        }

        Assert.True(_locks.Take("a").IsHeld);
    }

    [Fact]
    public void Heartbeats_keep_a_lock_held()
    {
        var handle = _locks.Take("a");
        for (var passed = TimeSpan.Zero; passed < 10 * T; passed += Beat)
        {
            _locks.Pass(Beat);
            _locks.Exchange();
            Assert.True(handle.IsHeld);
        }
    }

    [Fact]
    public void Pings_that_a_server_answers_alone_do_not()
    {
        var handle = _locks.Take("a");
        _server.State.Faults.Add(Isolated());
        var end = _locks.Lease.Until;
        while (_locks.Now + Beat < end)
        {
            _locks.Pass(Beat);
            _locks.Exchange();
        }

        Assert.Equal(end, _locks.Lease.Until);
        _locks.Pass(Beat);
        Assert.False(handle.IsHeld);
    }

    [Fact]
    public void The_lease_is_compared_with_the_clock_at_each_call()
    {
        var handle = _locks.Take("a");

        _locks.Clock.Advance(_locks.Lease.Until - _locks.Now - OneTick);
        Assert.True(handle.IsHeld);
        Assert.False(handle.LostToken.IsCancellationRequested);
        _locks.Clock.Advance(OneTick);

        // Nothing has run in between: the call itself has seen it.
        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);
    }

    [Fact]
    public void When_its_deadline_has_passed_it_is_lost_for_good_and_its_node_deleted()
    {
        var handle = _locks.Take("a");
        _locks.TakeSent();

        _locks.Clock.Advance(Sure);
        Assert.False(handle.IsHeld);
        Assert.Contains("Delete", _locks.TakeSent());

        // The ensemble would have kept it; too late.
        for (var passed = TimeSpan.Zero; passed < T; passed += Beat)
        {
            _locks.Exchange();
            _locks.Pass(Beat);
        }

        Assert.False(handle.IsHeld);
        Assert.Empty(_server.State.Tree.Find("/locks/a")!.Children);
    }

    [Fact]
    public void After_a_gap_of_the_clock_it_is_not_held_until_a_quorum_answers_and_not_lost()
    {
        var handle = _locks.Take("a");
        _locks.TakeSent();

        _locks.Jump(T / 3);

        Assert.False(handle.IsHeld);
        Assert.False(handle.LostToken.IsCancellationRequested);
        Assert.Contains("Multi a", _locks.TakeSent());
        _locks.Exchange();
        Assert.True(handle.IsHeld);
    }

    [Fact]
    public void A_gap_beyond_the_deadline_is_the_end_whoever_answers()
    {
        var handle = _locks.Take("a");

        _locks.Jump(Sure);
        _locks.Exchange();

        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);
    }

    [Fact]
    public void After_a_gap_nobody_enters_before_a_quorum_answers()
    {
        var holder = new LocksOnPaper(_server);
        var held = holder.Take("test");
        var waiting = _locks.Ask("test");
        _locks.Exchange();
        held.LetGo();
        holder.Exchange();

        _locks.Jump(T / 3);
        _locks.Receive();
        Assert.False(waiting.IsDone);
        _locks.Exchange();

        Assert.True(LocksOnPaper.HandleOf(waiting).IsHeld);
    }

    [Fact]
    public void A_lock_outlives_its_connection()
    {
        var handle = _locks.Take("a");
        _locks.Pass(Beat);

        _locks.Reconnect();
        Assert.True(handle.IsHeld);
        _locks.Exchange();
        _locks.Pass(Beat);
        _locks.Exchange();

        // The new handshake counts, because a heartbeat behind it was answered.
        Assert.Equal(Beat + Sure, _locks.Lease.Until);
        Assert.True(handle.IsHeld);
    }

    [Fact]
    public async Task Validation_asks_a_quorum_now()
    {
        var handle = _locks.Take("a");
        _locks.TakeSent();

        var validation = handle.ValidateAsync();

        Assert.Equal(["Multi a"], _locks.TakeSent());
        Assert.False(validation.IsCompleted);
        _locks.Exchange();
        Assert.True(await validation);
    }

    [Fact]
    public async Task Validation_finds_out_that_the_node_is_gone()
    {
        var handle = _locks.Take("a");
        var children = _server.State.Tree.Find("/locks/a")!.Children;
        _server.State.Tree.Remove(_server.State.BeginTransaction(default, connection: null), $"/locks/a/{children.Single()}");

        var validation = handle.ValidateAsync();
        Assert.True(handle.IsHeld);
        _locks.Exchange();

        Assert.False(await validation);
        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Validation_asks_again_on_the_next_connection()
    {
        var handle = _locks.Take("a");
        var validation = handle.ValidateAsync();
        _locks.Send();

        _locks.Reconnect();
        _locks.Exchange();

        Assert.True(await validation);
    }

    [Fact]
    public async Task A_validation_that_is_refused_is_none_and_asks_no_more()
    {
        var handle = _locks.Take("a");
        _locks.TakeSent();

        var validation = handle.ValidateAsync();
        _locks.AnswerLatest(ZooKeeperError.SystemError);

        Assert.Equal(["Multi a"], _locks.TakeSent());
        Assert.False(await validation);
    }

    [Fact]
    public async Task A_validation_that_is_answered_after_the_lease_is_none()
    {
        var handle = _locks.Take("a");
        var validation = handle.ValidateAsync();
        _locks.Send();

        _locks.Clock.Advance(Sure);
        _locks.Receive();

        Assert.False(await validation);
        Assert.False(handle.IsHeld);
    }

    [Fact]
    public async Task Whoever_cancels_a_validation_keeps_the_lock()
    {
        var handle = _locks.Take("a");
        using var cancellation = new CancellationTokenSource();
        var validation = handle.ValidateAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => validation);
        Assert.True(handle.IsHeld);
    }

    private static ZkLockAttr.Testing.ServerFault Isolated() =>
        new(ZkLockAttr.Testing.Faults.FaultKind.Isolate, _ => true, int.MaxValue, _ => { }) { Endpoint = 0 };
}
