using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Requests, answers, connections and servers that get lost.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task A_lost_answer_to_the_create_leaves_no_ghost()
    {
        var hit = Server.DropAfterApply(FaultTarget.CreateQueueNode);
        var locks = NewLocks();
        await using (await locks.AcquireAsync("warm/up"))
        {
            // Makes the session; its create is the one that is hit.
        }

        await hit;
        hit = Server.DropAfterApply(FaultTarget.CreateQueueNode);
        await using (var handle = await locks.AcquireAsync("test"))
        {
            await hit;
            Assert.True(handle.IsHeld);
            var node = Assert.Single(await Server.ChildrenAsync(Path));
            var (_, stat) = await Server.Observer.GetDataAsync($"{Path}/{node}");
            Assert.Equal(stat.Czxid, handle.FencingToken);
        }

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_lost_create_is_sent_again()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var hit = Server.DropBeforeApply(FaultTarget.CreateQueueNode);
        await using var handle = await locks.AcquireAsync("test");
        await hit;
        Assert.True(handle.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_lost_answer_to_the_list_is_asked_for_again()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var hit = Server.DropAfterApply(FaultTarget.List);
        await using var handle = await locks.AcquireAsync("test");
        await hit;
        Assert.True(handle.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_lost_answer_to_the_watching_read_is_asked_for_again()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var hit = Server.DropAfterApply(FaultTarget.WatchPredecessor);
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await hit;

        await holder.DisposeAsync();
        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public Task A_lost_release_is_repeated_and_never_throws() => LoseRelease(Server.DropBeforeApply);

    [Case(Timeout = Limit)]
    public Task A_lost_answer_to_a_release_is_no_harm() => LoseRelease(Server.DropAfterApply);

    [Case(Timeout = Limit)]
    public async Task A_lost_delete_of_a_timed_out_waiter_is_repeated()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();
        var hit = Server.DropBeforeApply(FaultTarget.DeleteQueueNode);

        Assert.Null(await locks.TryAcquireAsync("test"));

        await hit;
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task Lost_connections_cost_neither_the_lock_nor_the_place_in_the_queue()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);
        var nodes = await Server.ChildrenAsync(Path);

        Server.DropConnections();

        Assert.True(await holder.ValidateAsync());
        Assert.Equal(nodes.Order(), (await Server.ChildrenAsync(Path)).Order());
        await holder.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_restart_of_the_server_costs_neither_the_lock_nor_the_place_in_the_queue()
    {
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        await Server.RestartAsync();

        Assert.True(await holder.ValidateAsync());
        await holder.DisposeAsync();
        await using var second = await waiting;
        Assert.True(second.IsHeld);
    }

    private async Task LoseRelease(Func<FaultTarget, Task> drop)
    {
        var handle = await NewLocks().AcquireAsync("test");
        var hit = drop(FaultTarget.DeleteQueueNode);

        await handle.DisposeAsync();

        await hit;
        await Server.WaitForChildrenAsync(Path, 0);
        await using var next = await NewLocks().AcquireAsync("test");
        Assert.True(next.IsHeld);
    }
}
