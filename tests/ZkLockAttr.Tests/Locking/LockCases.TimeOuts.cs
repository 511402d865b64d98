using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Time-outs, and trying once.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task A_time_out_names_the_holder_and_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks();

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(
            () => locks.AcquireAsync("test", TimeSpan.FromMilliseconds(300)).AsTask());

        Assert.Equal(Path, exception.Path);
        Assert.Equal(TimeSpan.FromMilliseconds(300), exception.Timeout);
        Assert.Contains($"pid={Environment.ProcessId}", exception.Holder!, StringComparison.Ordinal);
        await Server.WaitForChildrenAsync(Path, 1);
        Assert.Null(await locks.TryAcquireAsync("test", TimeSpan.FromMilliseconds(100)));
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task Trying_once_does_not_wait()
    {
        var locks = NewLocks();
        await using (var holder = await NewLocks().AcquireAsync("test"))
        {
            Assert.Null(await locks.TryAcquireAsync("test"));
            var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync("test", TimeSpan.Zero).AsTask());
            Assert.Contains("was not free", exception.Message, StringComparison.Ordinal);
        }

        await using var handle = await locks.TryAcquireAsync("test");
        Assert.NotNull(handle);
    }

    [Case(Timeout = Limit)]
    public async Task Trying_once_behind_a_holder_of_this_process_asks_nobody()
    {
        var locks = NewLocks();
        await using var holder = await locks.AcquireAsync("test");
        Assert.Null(await Flow.Another(() => locks.TryAcquireAsync("test")));

        Assert.Single(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_time_out_behind_a_local_holder_is_told_as_contention()
    {
        var locks = NewLocks();
        await using var holder = await locks.AcquireAsync("test");
        var waiting = Flow.Another(() => locks.AcquireAsync("test", TimeSpan.FromMilliseconds(100)));

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => waiting);
        Assert.Contains("this process", exception.Holder!, StringComparison.Ordinal);
    }

    [Case(Timeout = Limit)]
    public async Task A_negative_time_out_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NewLocks().AcquireAsync("test", TimeSpan.FromSeconds(-1)).AsTask());
    }
}
