using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>Who of one process may stand on the same node, one after the other or together.</summary>
public sealed class SharingRuleTests
{
    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _locks;

    public SharingRuleTests() => _locks = new LocksOnPaper(_server);

    [Fact]
    public void A_place_of_a_semaphore_is_for_one_caller_at_a_time_and_handed_over_to_the_next()
    {
        var first = Granted(AskForPlace());
        var second = Granted(AskForPlace());
        var third = AskForPlace();
        _locks.Exchange();
        Assert.False(third.Task.IsCompleted);

        first.DisposeAsync().AsTask();
        _locks.Exchange();

        Assert.True(third.Task.IsCompleted);
        Assert.True(second.IsHeld);
    }

    [Fact]
    public void Readers_of_the_process_come_in_as_soon_as_the_writer_downgrades()
    {
        var writer = Granted(_locks.Ask(new Demand([new Wish("/locks/test", new QueueKind(LockMode.Exclusive))], LockOptions.Downgradable)));
        var reader = _locks.Ask(new Demand([new Wish("/locks/test", new QueueKind(LockMode.Shared))]));
        _locks.Exchange();
        Assert.False(reader.Task.IsCompleted);

        writer.DowngradeAsync().AsTask();
        _locks.Exchange();

        Assert.True(reader.Task.IsCompleted);
        Assert.True(writer.IsHeld);
    }

    private Caller AskForPlace() =>
        _locks.Ask(new Demand([new Wish("/locks/places", new QueueKind(LockMode.Shared, MaxCount: 2))], LockOptions.HandOver));

    private LockHandle Granted(Caller caller)
    {
        _locks.Exchange();
        return LocksOnPaper.HandleOf(caller);
    }
}
