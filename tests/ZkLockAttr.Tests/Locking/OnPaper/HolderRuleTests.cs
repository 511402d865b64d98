using ZkLockAttr.Locking;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>Who is named to a caller whose time has run out costs one read, and hardly any time.</summary>
public sealed class HolderRuleTests
{
    private static readonly LockRequest Request = new("a");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    private readonly ServerCore _server = LocksOnPaper.NewServer();
    private readonly LocksOnPaper _holders;
    private readonly LocksOnPaper _locks;
    private readonly LockHandle _holder;

    public HolderRuleTests()
    {
        _holders = new LocksOnPaper(_server);
        _locks = new LocksOnPaper(_server);
        _holder = _holders.Take(Request);
    }

    [Fact]
    public void Whoever_is_alone_ahead_is_known_at_once()
    {
        var asking = Ask();

        _locks.Pass(Timeout);

        Assert.Contains(NodeOf(_holder), ToldBy(asking), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_ahead_the_first_is_asked_once_for_all_callers()
    {
        WaitInBetween();
        Caller[] asking = [Ask(), Ask(), Ask()];
        _locks.TakeSent();

        _locks.Pass(Timeout);
        Assert.All(asking, caller => Assert.False(caller.IsDone));
        Assert.Single(_locks.TakeSent(), "GetData");
        _locks.Exchange();

        Assert.All(asking, caller => Assert.Contains(NodeOf(_holder), ToldBy(caller), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_answer_it_is_told_a_tenth_of_a_second_later_what_is_known()
    {
        WaitInBetween();
        var asking = Ask();

        _locks.Pass(Timeout + Patience - OneTick);
        Assert.False(asking.IsDone);
        _locks.Pass(OneTick);

        Assert.Matches("^one of those in the queue up to .*__lock__", ToldBy(asking));
    }

    [Fact]
    public void Where_the_first_has_gone_meanwhile_nobody_is_said_to_hold_who_may_not()
    {
        WaitInBetween();
        var asking = Ask();

        _locks.Pass(Timeout);
        _ = _holder.DisposeAsync().AsTask();
        _holders.Exchange();
        _locks.Exchange();

        Assert.StartsWith("one of those in the queue up to ", ToldBy(asking), StringComparison.Ordinal);
        Assert.DoesNotContain(NodeOf(_holder), ToldBy(asking), StringComparison.Ordinal);
    }

    private static string NodeOf(LockHandle handle) => ((HeldLock)handle).Claim.Nodes[0].Path.ToString()["/locks/a/".Length..];

    private static string ToldBy(Caller asking) =>
        Assert.IsType<LockTimeoutException>(asking.Answer.Exception?.InnerException).Holder!;

    private Caller Ask()
    {
        var asking = _locks.AskOrThrow(Request, Timeout);
        _locks.Exchange();
        return asking;
    }

    // Of another process.
    private void WaitInBetween()
    {
        var between = new LocksOnPaper(_server);
        between.Ask(Request);
        between.Exchange();
    }
}
