using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Other clients' nodes in the queue.</summary>
public abstract partial class LockCases
{
    [Theory(Timeout = Limit)]
    [InlineData("0123456789abcdef0123456789abcdef__lock__", true)]
    [InlineData("0123456789abcdef0123456789abcdef__rlock__", true)]
    [InlineData("somebody-else-", false)]
    [InlineData("_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", false)]
    public async Task Only_kazoos_nodes_keep_us_out(string prefix, bool excludes)
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
