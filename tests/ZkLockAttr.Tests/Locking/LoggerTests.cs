using ZkLockAttr.Shared;

namespace ZkLockAttr.Tests.Locking;

/// <summary>A logger is a stranger: what it does wrong must not reach the locks.</summary>
public sealed class LoggerTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_logger_that_throws_keeps_nobody_from_being_told_of_a_loss()
    {
        var locks = NewLocks(new DistributedLocksOptions { LoggerFactory = new ThrowingLogger(), SessionTimeout = TimeSpan.FromSeconds(8) });
        var first = await locks.AcquireAsync("test");
        var second = await locks.AcquireAsync("other");
        var told = new[] { first, second }.Select(Told).ToArray();

        Server.ExpireSession(locks.SessionId);
        await Task.WhenAll(told);

        Assert.False(first.IsHeld);
        Assert.False(second.IsHeld);
        await using var next = await Flow.Another(() => locks.AcquireAsync("test"));
        Assert.True(next.IsHeld);
    }

    private static Task Told(LockHandle handle)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handle.LostToken.Register(told.SetResult);
        return told.Task;
    }
}
