using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>A flow that asks for what it holds.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task A_flow_that_asks_again_for_its_own_lock_is_told()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
            var exception = await Assert.ThrowsAsync<LockRecursionException>(() => Inner().AsTask());
            Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
            Assert.Throws<LockRecursionException>(() => locks.TryAcquire("test"));

            await using var other = await locks.AcquireAsync("another");
            Assert.True(other.IsHeld);
        }

        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.IsHeld);

        async ValueTask<LockHandle> Inner()
        {
            await Task.Yield();
            return await locks.AcquireAsync("test");
        }
    }

    [Case(Timeout = Limit)]
    public async Task Siblings_that_do_not_hold_the_lock_are_not_refused()
    {
        var locks = NewLocks();
        await Task.WhenAll(Run(), Run(), Run());

        async Task Run()
        {
            await using var handle = await locks.AcquireAsync("test");
            await Task.Yield();
            Assert.True(handle.IsHeld);
        }
    }
}
