using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Sessions and nodes that end while they are needed.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Expiry_while_holding_is_told_and_the_next_may_enter()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        var lost = Lost(handle);

        await Server.ExpireAsync(locks.SessionId);
        await lost;

        Assert.False(handle.IsHeld);
        Assert.True(handle.LostToken.IsCancellationRequested);
        Assert.False(await handle.ValidateAsync());
        await using var next = await NewLocks().AcquireAsync("test");
        Assert.True(next.FencingToken > handle.FencingToken);
        await handle.DisposeAsync();
        Assert.True(next.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Expiry_while_waiting_enqueues_again_in_the_new_session()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();
        var waiting = locks.AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var session = locks.SessionId;
        var before = await Server.ChildrenAsync(Path);

        await Server.ExpireAsync(session);
        await Server.WaitForChildrenAsync(Path, children => children.Count == 2 && children.Except(before).Any());
        Assert.False(waiting.IsCompleted);

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
        Assert.NotEqual(session, locks.SessionId);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_node_that_somebody_else_deletes_is_a_lost_lock()
    {
        var handle = await NewLocks(TimeSpan.FromSeconds(1)).AcquireAsync("test");
        var lost = Lost(handle);
        var node = Assert.Single(await Server.ChildrenAsync(Path));

        await Server.Observer.DeleteAsync($"{Path}/{node}");

        // The next heartbeat sees it.
        await lost;
        Assert.False(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_waiter_whose_node_somebody_else_deletes_enqueues_again()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(await Server.ChildrenAsync(Path));
        var waiting = NewLocks(TimeSpan.FromSeconds(1)).AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var node = Assert.Single((await Server.ChildrenAsync(Path)).Except([holdersNode]));

        await Server.Observer.DeleteAsync($"{Path}/{node}");
        await Server.WaitForChildrenAsync(Path, 2);

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }
}
