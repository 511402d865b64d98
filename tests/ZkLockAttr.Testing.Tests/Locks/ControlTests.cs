namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>Tests let others hold a lock, have it lost, and take the servers away.</summary>
public sealed class ControlTests : LockedServer
{
    [Fact]
    public async Task A_stranger_keeps_a_lock_from_us_until_it_is_disposed()
    {
        await using (var stranger = await Server.Locks.HoldAsync("orders/42"))
        {
            Assert.True(stranger.Handle.IsHeld);
            Assert.Null(await First.TryAcquireAsync("orders/42"));
            Assert.Contains("process=a stranger", Server.Locks.GetContenders("orders/42")[0].Description, StringComparison.Ordinal);
        }

        await using var held = await First.TryAcquireAsync("orders/42");
        Server.Locks.AssertHeld("orders/42", by: First);
    }

    [Fact]
    public async Task A_stranger_holds_whatever_can_be_asked_for_below_any_root()
    {
        await using var locks = Connect("shop", "/shop");
        await using var stranger = await Server.LocksAt("/shop").HoldAsync(new LockRequest("rates", LockMode.Shared));

        Assert.Null(await locks.TryAcquireAsync("rates"));
        await using var reader = await locks.TryAcquireAsync(new LockRequest("rates", LockMode.Shared));
        Assert.NotNull(reader);
    }

    [Fact]
    public async Task A_stranger_that_cannot_have_the_lock_leaves_nothing_behind()
    {
        await using var held = await First.AcquireAsync("orders/42");
        using var cancellation = new CancellationTokenSource();
        var hold = Server.Locks.HoldAsync("orders/42", cancellation.Token);
        await Server.Locks.WaitUntilAwaitedAsync("orders/42");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hold);
        Assert.Single(Server.Sessions);
    }

    [Fact]
    public async Task A_holder_whose_session_expires_loses_the_lock_and_the_next_one_gets_it()
    {
        await using var held = await First.AcquireAsync("orders/42");
        var next = Second.AcquireAsync("orders/42").AsTask();
        await Server.Locks.WaitUntilAwaitedAsync("orders/42");
        var lost = new TaskCompletionSource();
        held.LostToken.Register(lost.SetResult);

        Server.Locks.ExpireHolders("orders/42");

        await lost.Task;
        Assert.False(held.IsHeld);
        await using var passed = await next;
        Server.Locks.AssertHeld("orders/42", by: Second);
    }

    [Fact]
    public void A_lock_that_nobody_holds_cannot_be_lost() =>
        Assert.StartsWith("The lock 'orders/42' is not held.", MessageOf(() => Server.Locks.ExpireHolders("orders/42")), StringComparison.Ordinal);

    [Fact]
    public async Task The_session_of_locks_is_ended_by_naming_them()
    {
        Assert.Contains("no session", Assert.Throws<InvalidOperationException>(() => Server.ExpireSessionOf(First)).Message, StringComparison.Ordinal);
        await using var held = await First.AcquireAsync("orders/42");
        await using var other = await Second.AcquireAsync("orders/43");
        var lost = new TaskCompletionSource();
        held.LostToken.Register(lost.SetResult);

        Server.ExpireSessionOf(First);

        await lost.Task;
        Server.Locks.AssertFree("orders/42");
        Server.Locks.AssertHeld("orders/43", by: Second);
        Assert.True(other.IsHeld);
    }
}
