namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>Tests wait for what happens to a lock, and are told where it does not happen.</summary>
public sealed class WaitingTests : LockedServer
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_lock_that_is_taken_and_released_later_is_waited_for()
    {
        var heard = Server.Locks.WaitUntilHeldAsync("orders/42");
        Assert.False(heard.IsCompleted);
        var held = await First.AcquireAsync("orders/42");
        await heard;

        var freed = Server.Locks.WaitUntilFreeAsync("orders/42");
        Assert.False(freed.IsCompleted);
        await held.DisposeAsync();
        await freed;
    }

    [Fact]
    public async Task Waiters_of_several_machines_are_counted()
    {
        await using var third = Connect("third");
        await using var held = await First.AcquireAsync("orders/42");
        var second = Second.AcquireAsync("orders/42").AsTask();
        await Server.Locks.WaitUntilAwaitedAsync("orders/42");
        var both = Server.Locks.WaitUntilAwaitedAsync("orders/42", waiters: 2);
        Assert.False(both.IsCompleted);

        var last = third.AcquireAsync("orders/42").AsTask();
        await both;

        await held.DisposeAsync();
        await (await second).DisposeAsync();
        await (await last).DisposeAsync();
    }

    [Fact]
    public async Task What_does_not_happen_in_time_is_told()
    {
        Assert.Equal(
            "The lock 'orders/42' was not held within 0.02 s. Nobody holds it or waits for it. No lock is taken below '/locks'.",
            await MessageOf(Server.Locks.WaitUntilHeldAsync("orders/42", Short)));

        await using var held = await First.AcquireAsync("orders/42");
        Assert.StartsWith(
            "The lock 'orders/42' was not free within 0.02 s.\n  holds: machine=", await MessageOf(Server.Locks.WaitUntilFreeAsync("orders/42", Short)), StringComparison.Ordinal);
        Assert.StartsWith(
            "The lock 'orders/42' was not awaited by 2 within 0.02 s.\n  holds: machine=",
            await MessageOf(Server.Locks.WaitUntilAwaitedAsync("orders/42", waiters: 2, Short)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_all_locks_is_waited_for()
    {
        await Server.Locks.WaitUntilAllFreeAsync();
        var held = await First.AcquireAsync("orders/42");
        Assert.StartsWith("The lock 'orders/42' is not free.\n  holds: machine=", await MessageOf(Server.Locks.WaitUntilAllFreeAsync(Short)), StringComparison.Ordinal);

        var freed = Server.Locks.WaitUntilAllFreeAsync();
        Assert.False(freed.IsCompleted);
        await held.DisposeAsync();
        await freed;
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_is_no_failed_assertion()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = Server.Locks.WaitUntilHeldAsync("orders/42", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static async Task<string> MessageOf(Task wait) => (await Assert.ThrowsAsync<LockAssertionException>(() => wait)).Message;
}
