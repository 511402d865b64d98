namespace ZkLockAttr.Tests.Locking;

/// <summary>Who is told of a lost lock.</summary>
public sealed class LostTokenTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_callback_that_blocks_holds_up_neither_the_session_nor_other_locks()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new ManualResetEventSlim(); // not disposed: the callback may still wait for it
        handle.LostToken.Register(() =>
        {
            called.SetResult();
            release.Wait();
        });

        Server.ExpireSession(locks.SessionId);
        await called.Task;

        await using (var next = await Flow.Another(() => locks.AcquireAsync("test")))
        {
            Assert.True(next.IsHeld);
        }

        release.Set();
    }

    [Fact(Timeout = Limit)]
    public async Task A_callback_that_throws_harms_nobody()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handle.LostToken.Register(() => throw new InvalidOperationException("mine"));
        handle.LostToken.Register(called.SetResult);

        Server.ExpireSession(locks.SessionId);
        await called.Task;

        await using var next = await Flow.Another(() => locks.AcquireAsync("test"));
        Assert.True(next.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_released_lock_is_not_lost()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        await handle.DisposeAsync();

        Server.ExpireSession(locks.SessionId);
        await (await locks.AcquireAsync("other")).DisposeAsync();

        Assert.False(handle.IsHeld);
        Assert.False(handle.LostToken.IsCancellationRequested);
    }
}
