using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The heartbeat checks the nodes of all locks, in turns where there are many.</summary>
public sealed class HeartbeatTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task Of_many_locks_only_the_one_whose_node_was_deleted_is_lost()
    {
        const int Locks = 150;
        var largest = 0;
        using var look = Server.Faults.HoldRequests(message =>
        {
            largest = message.Operation == ServerOperation.Multi ? Math.Max(largest, message.Paths.Count) : largest;
            return false;
        });
        var locks = NewLocks(new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(4) });
        var handles = await Task.WhenAll(Enumerable.Range(0, Locks).Select(number => locks.AcquireAsync($"many/{number}").AsTask()));
        var unlucky = handles[Locks / 2];
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        unlucky.LostToken.Register(() => lost.TrySetResult());

        await using (var other = new ZooKeeperClient(Server.ConnectionString))
        {
            await other.DeleteAsync($"{unlucky.Path}/{Assert.Single(Server.GetChildren(unlucky.Path))}");
        }

        await lost.Task;
        Assert.False(unlucky.IsHeld);
        Assert.All(handles.Except([unlucky]), handle => Assert.True(handle.IsHeld));

        // At most so many checks go into one heartbeat: the others' turn comes with the next.
        Assert.Equal(128, largest);
    }
}
