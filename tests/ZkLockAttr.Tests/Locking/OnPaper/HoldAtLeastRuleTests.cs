using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>A lock that is not free before its time; T is 6 s.</summary>
public sealed class HoldAtLeastRuleTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = LocksOnPaper.T / 6;
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly LockRequest AtLeast = new("a") { HoldAtLeast = Least };

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;
    private readonly LocksOnPaper _others;

    public HoldAtLeastRuleTests()
    {
        _locks = new LocksOnPaper(_server);
        _others = new LocksOnPaper(_server);
    }

    [Fact]
    public void It_can_be_for_ever()
    {
        Pass(OneTick);
        var handle = _locks.Take(new LockRequest("a") { HoldAtLeast = TimeSpan.MaxValue });
        Assert.True(handle.IsHeld);
        var others = _others.Ask(new LockRequest("a"));

        var releasing = handle.DisposeAsync();
        _others.Exchange();
        Pass(Least);

        Assert.True(releasing.IsCompletedSuccessfully);
        Assert.False(others.IsDone);
    }

    [Fact]
    public void Released_before_it_stays_taken_until_its_time_from_the_grant()
    {
        var handle = _locks.Take(AtLeast);
        var others = _others.Ask(new LockRequest("a"));
        _others.Exchange();
        Pass(Least / 2);

        var releasing = handle.DisposeAsync();

        Assert.True(releasing.IsCompletedSuccessfully);
        Assert.False(handle.IsHeld);
        Pass((Least / 2) - OneTick);
        Assert.False(others.IsDone);
        Pass(OneTick);
        Assert.True(LocksOnPaper.HandleOf(others).IsHeld);
    }

    [Fact]
    public void Another_caller_of_the_process_waits_as_long()
    {
        foreach (var request in new[] { new LockRequest("a"), AtLeast, new LockRequest("a") { Options = LockOptions.HandOver } })
        {
            var handle = _locks.Take(AtLeast);
            var next = _locks.Ask(request);
            handle.LetGo();

            Pass(Least - OneTick);
            Assert.False(next.IsDone);
            Pass(OneTick);
            LocksOnPaper.HandleOf(next).LetGo();
            Pass(Least);
        }
    }

    [Fact]
    public void Released_later_it_is_free_at_once()
    {
        var handle = _locks.Take(AtLeast);
        Pass(Least);

        var releasing = handle.DisposeAsync();
        _locks.Exchange();

        Assert.True(releasing.IsCompletedSuccessfully);
        Assert.Empty(_server.State.Tree.Find("/locks/a")!.Children);
    }

    [Fact]
    public void When_the_locks_are_disposed_it_is_waited_for()
    {
        var handle = _locks.Take(AtLeast);

        _locks.Table.Shutdown.End();

        Assert.False(handle.IsHeld);
        Pass(Least - OneTick);
        Assert.Single(_server.State.Tree.Find("/locks/a")!.Children);
        Assert.False(_locks.Table.Shutdown.Rested.IsCompleted);
        Pass(OneTick);
        Assert.True(_locks.Table.Shutdown.Rested.IsCompleted);
    }

    [Fact]
    public void A_session_that_ends_voids_it()
    {
        var handle = _locks.Take(AtLeast);
        handle.LetGo();
        var next = _locks.Ask(new LockRequest("a"));
        _locks.Exchange();

        _server.Expire(_locks.SessionId, default);
        _locks.Reconnect();
        _locks.Exchange();
        _locks.Reconnect();
        _locks.Exchange();

        Assert.True(LocksOnPaper.HandleOf(next).IsHeld);
    }

    // Lets time pass with its heartbeats, and tells everybody.
    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Beat)
        {
            var step = time - passed < Beat ? time - passed : Beat;
            _locks.Pass(step);
            _others.Pass(step);
            _locks.Exchange();
            _others.Exchange();
        }
    }
}
