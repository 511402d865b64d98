using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Kept while nobody else wants it.</summary>
public abstract partial class LockCases
{
    // Nobody waits so long for it.
    private static LockRequest Retained => new("test") { Retain = TimeSpan.FromHours(1) };

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_keeps_its_node_and_is_taken_again_with_it()
    {
        var locks = NewLocks();
        var node = await RetainAsync(locks);
        Assert.Matches("^z[0-9a-f]{24}r__lock__[0-9]{10}$", node);

        var again = await locks.AcquireAsync(Retained);

        Assert.True(again.IsHeld);
        Assert.True(await again.ValidateAsync());
        Assert.Equal(node, Assert.Single(await Server.ChildrenAsync(Path)));
        Assert.Throws<InvalidOperationException>(() => again.FencingToken);
        await again.DisposeAsync();
        Assert.False(again.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_is_given_up_when_somebody_else_comes()
    {
        var node = await RetainAsync(NewLocks());

        await using var other = await NewLocks().AcquireAsync(Writer);

        Assert.True(other.IsHeld);
        Assert.NotEqual(node, Assert.Single(await Server.ChildrenAsync(Path)));
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_is_given_up_for_who_tries_once()
    {
        await RetainAsync(NewLocks());

        await using var other = await NewLocks().TryAcquireAsync(Writer);
        Assert.NotNull(other);
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_is_given_up_for_who_wants_several()
    {
        var locks = NewLocks();
        await RetainAsync(locks);
        await using (var stranger = await NewLocks().TryAcquireAsync(Both))
        {
            Assert.NotNull(stranger);
        }

        // To callers of its own process who want several, as to a stranger.
        await RetainAsync(locks);
        await using var handle = await locks.AcquireAsync(Both);
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_that_is_in_use_again_is_refused_to_who_tries_once()
    {
        var locks = NewLocks();
        await RetainAsync(locks);
        var again = await locks.AcquireAsync(Retained);

        Assert.Null(await NewLocks().TryAcquireAsync(Writer));
        Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        Assert.True(again.IsHeld);
        await Server.WaitForChildrenAsync(Path, 1);
        await again.DisposeAsync();
        await using var other = await NewLocks().TryAcquireAsync(Writer);
        Assert.NotNull(other);
    }

    [Case(Timeout = Limit)]
    public async Task A_lock_that_somebody_waits_for_is_not_retained()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync(Retained);
        var waiting = NewLocks().Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 2);

        await handle.DisposeAsync();

        await using var other = await waiting;
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_is_let_go_after_its_time()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(new LockRequest("test") { Retain = TimeSpan.FromMilliseconds(200) })).DisposeAsync();

        await Server.WaitForChildrenAsync(Path, 0);
        await using var again = await locks.AcquireAsync(Retained);
        Assert.True(again.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_caller_of_the_same_process_who_sees_the_token_gets_a_node_of_its_own()
    {
        var locks = NewLocks();
        var node = await RetainAsync(locks);

        await using var handle = await locks.AcquireAsync(Writer);

        var own = Assert.Single(await Server.ChildrenAsync(Path));
        Assert.NotEqual(node, own);
        Assert.Equal((await Server.Observer.GetDataAsync($"{Path}/{own}")).Stat.Czxid, handle.FencingToken);
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_whose_session_has_ended_is_gone_and_taken_anew()
    {
        var locks = NewLocks();
        var node = await RetainAsync(locks);

        await Server.ExpireAsync(locks.SessionId);
        await Server.WaitForChildrenAsync(Path, 0);

        // In the new session.
        await locks.SettleAsync();
        await using var again = await locks.AcquireAsync(Retained);
        Assert.NotEqual(node, Assert.Single(await Server.ChildrenAsync(Path)));
        Assert.True(again.IsHeld);
        Assert.True(await again.ValidateAsync());
    }

    [Case(Timeout = Limit)]
    public async Task A_retained_lock_whose_node_somebody_deletes_is_taken_anew()
    {
        var locks = NewLocks();
        var node = await RetainAsync(locks);

        await Server.Observer.DeleteAsync($"{Path}/{node}");
        var again = await locks.AcquireAsync(Retained);
        if (!await again.ValidateAsync())
        {
            // It was taken before anything had told that the node is gone; that is told now.
            Assert.False(again.IsHeld);
            await again.DisposeAsync();
            again = await locks.AcquireAsync(Retained);
        }

        Assert.NotEqual(node, Assert.Single(await Server.ChildrenAsync(Path)));
        Assert.True(await again.ValidateAsync());
        await again.DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Disposing_frees_a_retained_lock_at_once()
    {
        var locks = NewLocks();
        await RetainAsync(locks);

        await locks.DisposeAsync();

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    // Takes the lock and lets it go: the node that stays.
    private async Task<string> RetainAsync(DistributedLocks locks)
    {
        await (await locks.Beside(Retained)).DisposeAsync();
        return Assert.Single(await Server.ChildrenAsync(Path));
    }
}
