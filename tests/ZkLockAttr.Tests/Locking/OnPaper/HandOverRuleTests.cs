using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>How far a lock goes from caller to caller of one process; T is 6 s.</summary>
public sealed class HandOverRuleTests
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly LockRequest HandedOver = new("a") { Options = LockOptions.HandOver };
    private static readonly LockRequest SharedNode = new("a", LockMode.Shared) { Options = LockOptions.HandOver };

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;
    private readonly LocksOnPaper _others;

    public HandOverRuleTests()
    {
        _locks = new LocksOnPaper(_server);
        _others = new LocksOnPaper(_server);
    }

    [Fact]
    public void Alone_it_goes_on_without_a_request_for_any_time()
    {
        var handle = _locks.Take(HandedOver);
        var waiting = Enumerable.Range(0, 100).Select(_ => _locks.Ask(HandedOver)).ToArray();

        // It may ask first whether it is alone.
        _locks.Exchange();
        _locks.TakeSent();

        foreach (var next in waiting)
        {
            _locks.Pass(MostTime);
            handle.LetGo();
            handle = LocksOnPaper.HandleOf(next);
            Assert.True(handle.IsHeld);
            Assert.DoesNotContain(_locks.TakeSent(), sent => sent is not ("Ping" or "Multi a"));
            _locks.Exchange();
        }
    }

    [Fact]
    public void While_somebody_else_waits_it_goes_on_for_ten_milliseconds()
    {
        var first = _locks.Take(HandedOver);
        var others = _others.Ask(new LockRequest("a"));
        _others.Exchange();
        _locks.Exchange();
        var second = _locks.Ask(HandedOver);
        var third = _locks.Ask(HandedOver);

        _locks.Pass(MostTime - OneTick);
        first.LetGo();
        var handle = LocksOnPaper.HandleOf(second);
        _locks.Pass(OneTick);
        handle.LetGo();

        Assert.False(third.IsDone);
        _locks.Exchange();
        _others.Exchange();
        Assert.False(third.IsDone);
        LocksOnPaper.HandleOf(others).LetGo();
        _others.Exchange();
        _locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(third).IsHeld);
    }

    [Fact]
    public void The_time_runs_anew_when_the_lock_is_taken_anew()
    {
        // Another process's node all along: never alone.
        var first = _locks.Take(HandedOver);
        var others = _others.Ask(new LockRequest("a"));
        _others.Exchange();
        _locks.Exchange();
        var second = _locks.Ask(HandedOver);
        var third = _locks.Ask(HandedOver);
        _locks.Pass(MostTime);
        first.LetGo();
        _locks.Exchange();
        _others.Exchange();
        var stillWaiting = _others.Ask(new LockRequest("a"));
        LocksOnPaper.HandleOf(others).LetGo();
        _others.Exchange();
        _locks.Exchange();

        var handle = LocksOnPaper.HandleOf(second);
        _locks.Pass(MostTime - OneTick);
        handle.LetGo();

        Assert.True(LocksOnPaper.HandleOf(third).IsHeld);
        Assert.False(stillWaiting.IsDone);
    }

    [Fact]
    public void The_time_runs_from_the_end_of_being_alone()
    {
        var first = _locks.Take(HandedOver);
        var second = _locks.Ask(HandedOver);
        _locks.Exchange();
        _locks.Pass(MostTime * 2);

        _others.Ask(new LockRequest("a"));
        _others.Exchange();
        _locks.Exchange();
        _locks.Pass(MostTime - OneTick);
        first.LetGo();

        Assert.True(LocksOnPaper.HandleOf(second).IsHeld);
    }

    [Fact]
    public void Who_was_alone_does_not_know_it_of_another_connection()
    {
        var first = _locks.Take(HandedOver);
        var second = _locks.Ask(HandedOver);
        _locks.Exchange();

        _locks.Reconnect();
        _locks.Pass(MostTime);
        first.LetGo();

        Assert.False(second.IsDone);
    }

    [Fact]
    public void Without_a_connection_nobody_knows_that_it_is_alone()
    {
        var first = _locks.Take(HandedOver);
        var second = _locks.Ask(HandedOver);

        _locks.Reconnect();
        _locks.Pass(MostTime);
        first.LetGo();

        Assert.False(second.IsDone);
        _locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(second).IsHeld);
    }

    [Fact]
    public void It_never_goes_on_past_the_lease()
    {
        var first = _locks.Take(HandedOver);
        var second = _locks.Ask(HandedOver);

        // The process stands still, and goes on with the release.
        _locks.Clock.Advance(LocksOnPaper.T);
        first.LetGo();

        Assert.False(second.IsDone);
        while (!second.IsDone)
        {
            _locks.Exchange();
            _locks.Pass(LocksOnPaper.T / 6);
        }

        Assert.True(LocksOnPaper.HandleOf(second).IsHeld);
    }

    [Fact]
    public void A_clock_that_jumped_is_asked_about_first()
    {
        var first = _locks.Take(HandedOver);
        var second = _locks.Ask(HandedOver);
        _locks.Exchange();

        _locks.Jump(LocksOnPaper.T / 3);
        first.LetGo();

        Assert.False(second.IsDone);
        _locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(second).IsHeld);
    }

    [Fact]
    public void Beside_readers_of_another_process_32_join_a_node_and_the_next_has_another()
    {
        _others.Take(SharedNode);
        var first = _locks.Take(SharedNode);

        var readers = Enumerable.Range(0, 40).Select(_ => _locks.Ask(SharedNode)).ToArray();
        Assert.DoesNotContain(readers, reader => reader.IsDone);
        _locks.Send();
        _locks.Receive();

        Assert.Equal(32, readers.Count(reader => reader.IsDone));
        _locks.Exchange();
        Assert.All(readers, reader => Assert.True(LocksOnPaper.HandleOf(reader).IsHeld));
        Assert.True(first.IsHeld);
    }
}
