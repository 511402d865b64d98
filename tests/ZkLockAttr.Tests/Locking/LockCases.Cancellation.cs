using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Cancellation.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Cancelling_a_waiter_carries_the_callers_token_and_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        using var source = new CancellationTokenSource();
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, exception.CancellationToken);
        await Server.WaitForChildrenAsync(Path, 1);
        Assert.True(holder.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Cancelled_before_the_call_asks_nobody()
    {
        var locks = NewLocks();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => locks.AcquireAsync("test", cancellationToken: new CancellationToken(canceled: true)).AsTask());
        Assert.True(exception.CancellationToken.IsCancellationRequested);
        Assert.Equal(0, locks.SessionId);
    }

    [Case(Timeout = Limit)]
    public async Task Cancelling_in_the_local_queue_takes_the_caller_out_of_it()
    {
        var locks = NewLocks();
        var holder = await locks.AcquireAsync("test");
        using var source = new CancellationTokenSource();
        var cancelled = Flow.Another(() => locks.AcquireAsync("test", cancellationToken: source.Token));
        var next = Flow.Another(() => locks.AcquireAsync("test"));

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await holder.DisposeAsync();
        await using var handle = await next;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Cancelling_a_holders_token_changes_nothing()
    {
        using var source = new CancellationTokenSource();
        await using var handle = await NewLocks().AcquireAsync("test", cancellationToken: source.Token);
        await source.CancelAsync();
        Assert.True(handle.IsHeld);
        Assert.False(handle.LostToken.IsCancellationRequested);
    }
}
