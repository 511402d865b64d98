using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>A lock that is kept while nobody else wants it; T is 6 s.</summary>
public sealed class RetainRuleTests
{
    private static readonly TimeSpan Retain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = LocksOnPaper.T / 6;
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly LockRequest Retained = new("a") { Retain = Retain };

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;
    private readonly LocksOnPaper _others;

    public RetainRuleTests()
    {
        _locks = new LocksOnPaper(_server);
        _others = new LocksOnPaper(_server);
    }

    [Fact]
    public void It_is_kept_for_its_time_after_the_release_and_no_longer()
    {
        Release(_locks.Take(Retained));

        Pass(Retain - OneTick);
        Assert.Single(Nodes());
        Pass(OneTick);
        Assert.Empty(Nodes());
    }

    [Fact]
    public void It_can_be_kept_for_ever()
    {
        Pass(OneTick);
        Release(_locks.Take(new LockRequest("a") { Retain = TimeSpan.MaxValue }));

        Pass(Retain * 2);

        Assert.Single(Nodes());
    }

    [Fact]
    public void Its_time_runs_anew_from_each_release()
    {
        Release(_locks.Take(Retained));
        Pass(Retain - OneTick);
        var again = LocksOnPaper.HandleOf(_locks.Ask(Retained));
        Pass(Retain * 2);
        Assert.True(again.IsHeld);
        Release(again);

        Pass(Retain - OneTick);
        Assert.Single(Nodes());
        Pass(OneTick);
        Assert.Empty(Nodes());
    }

    [Fact]
    public void It_is_taken_again_without_a_request()
    {
        Release(_locks.Take(Retained));
        _locks.TakeSent();

        Assert.True(LocksOnPaper.HandleOf(_locks.Ask(Retained)).IsHeld);

        Assert.Empty(_locks.TakeSent());
    }

    [Fact]
    public void It_is_not_taken_again_past_the_lease()
    {
        Release(_locks.Take(new LockRequest("a") { Retain = TimeSpan.FromHours(1) }));

        _locks.Clock.Advance(LocksOnPaper.T);
        var asking = _locks.Ask(Retained);

        Assert.False(asking.IsDone);
        while (!asking.IsDone)
        {
            Pass(Beat);
        }

        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
    }

    [Fact]
    public void It_is_given_up_to_somebody_else_in_no_time()
    {
        Release(_locks.Take(Retained));

        var asking = _others.Ask(new LockRequest("a"));
        ExchangeAll();

        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
        Assert.Single(Nodes());
    }

    [Fact]
    public void It_is_given_up_to_who_tries_once_in_no_time()
    {
        Release(_locks.Take(Retained));

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        ExchangeAll();

        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
    }

    [Fact]
    public void In_use_it_tells_those_who_try_once_in_no_time_and_they_leave()
    {
        Release(_locks.Take(Retained));
        var inUse = LocksOnPaper.HandleOf(_locks.Ask(Retained));
        var more = new LocksOnPaper(_server);

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        var askingToo = more.Ask(new LockRequest("a", LockMode.Shared), TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            more.Exchange();
            ExchangeAll();
        }

        Assert.Null(LocksOnPaper.HandleOf(asking));
        Assert.Null(LocksOnPaper.HandleOf(askingToo));
        Assert.True(inUse.IsHeld);
        Assert.Single(Nodes());
    }

    [Fact]
    public void In_use_for_the_first_time_it_tells_them_too()
    {
        var inUse = _locks.Take(Retained);

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        ExchangeAll();

        Assert.Null(LocksOnPaper.HandleOf(asking));
        Assert.True(inUse.IsHeld);
    }

    [Fact]
    public void Who_tries_once_waits_for_a_silent_retainer_for_a_second()
    {
        Release(_locks.Take(Retained));

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        _others.Exchange();
        _others.Pass(TimeSpan.FromSeconds(1) - OneTick);
        _others.Exchange();
        Assert.False(asking.IsDone);
        _others.Pass(OneTick);
        _others.Exchange();

        Assert.Null(LocksOnPaper.HandleOf(asking));
        Assert.Single(Nodes());
    }

    [Fact]
    public void Who_tries_once_behind_others_too_does_not_wait()
    {
        Release(_locks.Take(Retained));
        var first = new LocksOnPaper(_server);
        first.Ask(new LockRequest("a"));
        first.Exchange();

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        _others.Exchange();

        Assert.Null(LocksOnPaper.HandleOf(asking));
    }

    [Fact]
    public void It_is_given_up_by_the_event_that_tells_of_somebody_else()
    {
        Release(_locks.Take(Retained));
        _locks.Exchange();
        _locks.TakeSent();

        _others.Ask(new LockRequest("a"));
        _others.Exchange();
        _locks.Receive();

        Assert.Equal(["Delete"], _locks.TakeSent());
    }

    [Fact]
    public void What_it_said_to_those_before_sends_nobody_away()
    {
        var handle = _locks.Take(Retained);
        var early = _others.Ask(new LockRequest("a"), OneTick);
        ExchangeAll();
        _others.Pass(OneTick);
        ExchangeAll();
        Assert.Null(LocksOnPaper.HandleOf(early));
        Release(handle);
        _locks.Exchange();
        Assert.Single(Nodes());

        var asking = _others.Ask(new LockRequest("a"), TimeSpan.Zero);
        ExchangeAll();

        Assert.NotNull(LocksOnPaper.HandleOf(asking));
    }

    [Fact]
    public void Its_node_is_checked_by_the_heartbeat()
    {
        Release(_locks.Take(Retained));
        _locks.Exchange();
        _locks.TakeSent();

        _locks.Pass(Beat);

        Assert.Equal(["Multi a"], _locks.TakeSent());
    }

    private static void Release(LockHandle handle) => handle.DisposeAsync().AsTask();

    private string[] Nodes() => [.. _server.State.Tree.Find("/locks/a")?.Children ?? []];

    // Lets time pass with its heartbeats.
    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Beat)
        {
            _locks.Pass(time - passed < Beat ? time - passed : Beat);
            _locks.Exchange();
        }
    }

    // News goes to and fro between the two.
    private void ExchangeAll()
    {
        for (var i = 0; i < 3; i++)
        {
            _others.Exchange();
            _locks.Exchange();
        }

        _others.Exchange();
    }
}
