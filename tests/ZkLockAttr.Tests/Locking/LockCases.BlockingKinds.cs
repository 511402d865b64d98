using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Every kind of lock, by a thread that blocks.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Every_kind_is_taken_and_released_by_a_thread_that_blocks()
    {
        var locks = NewLocks();
        foreach (var request in new[] { Reader, Both, OneOf(2), HandedOver, SharedNode, Downgradable })
        {
            using (var handle = locks.Acquire(request, TimeSpan.FromSeconds(30)))
            {
                Assert.True(handle.IsHeld);
            }

            using var again = locks.TryAcquire(request);
            Assert.NotNull(again);
            again.Dispose();
            Assert.Empty(await Server.ChildrenAsync(Path));
        }
    }

    [Case(Timeout = Limit)]
    public async Task A_thread_that_blocks_waits_for_every_kind_until_it_is_free()
    {
        foreach (var request in new[] { Reader, Writer, Both, HandedOver, Retained })
        {
            var locks = NewLocks();
            var holder = await NewLocks().AcquireAsync(Writer);
            var blocking = OnThread(() => locks.Acquire(request));
            await Server.WaitForChildrenAsync(Path, 2);
            Assert.False(blocking.IsCompleted);

            await holder.DisposeAsync();
            using (var handle = await blocking)
            {
                Assert.True(handle.IsHeld);
            }

            await locks.DisposeAsync();
        }
    }

    [Case(Timeout = Limit)]
    public async Task Trying_once_by_a_thread_that_blocks_tells_what_is_taken()
    {
        await using var holder = await NewLocks().AcquireAsync(Writer);
        var locks = NewLocks();

        Assert.Null(locks.TryAcquire(Reader));
        Assert.Null(locks.TryAcquire(Both));
        Assert.Throws<LockTimeoutException>(() => locks.Acquire(Both, TimeSpan.FromMilliseconds(100)));
        Assert.Throws<InvalidOperationException>(() => locks.TryAcquire(OneOf(2)));
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task Threads_that_block_are_handed_the_lock_one_by_one()
    {
        const int Threads = 8;
        const int Runs = 20;
        var locks = NewLocks();
        var inside = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => OnThread(() =>
        {
            for (var run = 0; run < Runs; run++)
            {
                using var handle = locks.Acquire(HandedOver);
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Interlocked.Decrement(ref inside);
            }

            return true;
        })));

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    private static Task<T> OnThread<T>(Func<T> call) => Task.Factory.StartNew(
        call, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
