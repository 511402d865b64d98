using ZkLockAttr.Locking;
using ZkLockAttr.OnPaper;
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
        Assert.False(third.IsDone);

        first.LetGo();
        _locks.Exchange();

        Assert.True(third.IsDone);
        Assert.True(second.IsHeld);
    }

    [Fact]
    public void However_many_of_one_process_try_once_the_ensemble_is_asked_once()
    {
        var others = new LocksOnPaper(_server);
        others.Take("a");
        _locks.Take("b");
        _locks.TakeSent();

        var asking = Enumerable.Range(0, 100).Select(_ => _locks.Ask(new LockRequest("a"), TimeSpan.Zero)).ToArray();
        _locks.Exchange();

        Assert.All(asking, tried => Assert.True(tried.Answer.IsCompletedSuccessfully && tried.Answer.Result is null));
        Assert.Equal(["Create", "GetChildren2", "Delete"], _locks.TakeSent());
    }

    [Fact]
    public void However_many_ask_for_what_contradicts_each_is_told()
    {
        var holder = _locks.Take("places");
        var next = _locks.Ask("places");
        var asking = Enumerable.Range(0, 20_000).Select(_ => AskForPlace()).ToArray();

        holder.LetGo();
        _locks.Exchange();

        Assert.True(next.Answer.IsCompletedSuccessfully);
        Assert.All(asking, place => Assert.IsType<InvalidOperationException>(place.Answer.Exception?.InnerException));
    }

    [Fact]
    public void Readers_of_the_process_come_in_as_soon_as_the_writer_downgrades()
    {
        var writer = _locks.Take(new LockRequest("test") { Options = LockOptions.Downgradable });
        var reader = _locks.Ask(new LockRequest("test", LockMode.Shared));
        _locks.Exchange();
        Assert.False(reader.IsDone);

        writer.DowngradeAsync().AsTask();
        _locks.Exchange();

        Assert.True(reader.IsDone);
        Assert.True(writer.IsHeld);
    }

    private Caller AskForPlace() => _locks.Ask(new LockRequest("places", maxCount: 2) { Options = LockOptions.HandOver });

    private LockHandle Granted(Caller asking)
    {
        _locks.Exchange();
        return LocksOnPaper.HandleOf(asking);
    }
}
