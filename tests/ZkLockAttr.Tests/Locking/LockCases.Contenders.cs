using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Other clients' nodes in the queue.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public Task A_node_of_kazoos_lock_keeps_us_out() => MeetForeignNode("0123456789abcdef0123456789abcdef__lock__", excludes: true);

    [Case(Timeout = Limit)]
    public Task A_node_of_kazoos_read_lock_keeps_us_out() => MeetForeignNode("0123456789abcdef0123456789abcdef__rlock__", excludes: true);

    [Case(Timeout = Limit)]
    public Task A_node_of_Curators_lock_does_not() => MeetForeignNode("_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", excludes: false);

    [Case(Timeout = Limit)]
    public Task A_node_that_is_nobodys_does_not() => MeetForeignNode("somebody-else-", excludes: false);

    private async Task MeetForeignNode(string prefix, bool excludes)
    {
        await Server.Observer.CreateAsync("/locks", null, CreateMode.Persistent);
        await Server.Observer.CreateAsync(Path, null, CreateMode.Persistent);
        var foreign = await Server.Observer.CreateAsync($"{Path}/{prefix}", null, CreateMode.EphemeralSequential);
        var locks = NewLocks();

        if (excludes)
        {
            Assert.Null(await locks.TryAcquireAsync("test"));
            await Server.Observer.DeleteAsync(foreign);
        }

        await using var handle = await locks.TryAcquireAsync("test");
        Assert.NotNull(handle);
    }
}
