using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>A flow that asks for what it holds, in whatever mode.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task A_flow_that_asks_again_is_told_in_whatever_mode()
    {
        (LockRequest Held, LockRequest Asked)[] pairs =
        [
            (Writer, Writer), (Writer, Reader), (Reader, Reader),

            // The upgrade: it would wait for itself.
            (Reader, Writer),
            (Writer, Both), (Reader, Both), (Both, Writer), (Both, new LockRequest("other", LockMode.Shared)), (Both, Both),
            (OneOf(3), OneOf(3)),
            (HandedOver, HandedOver), (SharedNode, SharedNode), (Retained, Retained), (Downgradable, Reader), (HandedOver, Writer),
        ];
        var locks = NewLocks();
        foreach (var (held, asked) in pairs)
        {
            await using (await locks.AcquireAsync(held))
            {
                await Assert.ThrowsAsync<LockRecursionException>(() => Deep(asked));
                await Assert.ThrowsAsync<LockRecursionException>(() => locks.TryAcquireAsync(asked).AsTask());
                Assert.Throws<LockRecursionException>(() => locks.TryAcquire(asked));
            }

            // Released, it is fine again.
            await using var again = await locks.AcquireAsync(asked);
            Assert.True(again.IsHeld);
        }

        async Task Deep(LockRequest request)
        {
            await Task.Yield();
            await using var handle = await locks.AcquireAsync(request);
        }
    }

    [Case(Timeout = Limit)]
    public async Task A_flow_is_told_also_after_a_downgrade()
    {
        var locks = NewLocks();
        await using var handle = await locks.AcquireAsync(Downgradable);
        await handle.DowngradeAsync();

        await Assert.ThrowsAsync<LockRecursionException>(() => locks.AcquireAsync(Reader).AsTask());
    }

    [Case(Timeout = Limit)]
    public async Task The_exception_names_the_lock_that_is_held()
    {
        var locks = NewLocks();
        await using var handle = await locks.AcquireAsync(new LockRequest("other", LockMode.Shared));

        var exception = await Assert.ThrowsAsync<LockRecursionException>(() => locks.AcquireAsync(Both).AsTask());

        Assert.Contains(Other, exception.Message, StringComparison.Ordinal);
        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Nested_locks_of_different_names_work_in_every_mode()
    {
        var locks = NewLocks();
        await using var outer = await locks.AcquireAsync(Reader);
        await using var inner = await locks.AcquireAsync(new LockRequest("other").And("third", LockMode.Shared));
        await using var innermost = await locks.AcquireAsync(LockRequest.Semaphore("places", 2));

        Assert.True(innermost.IsHeld);
        await Assert.ThrowsAsync<LockRecursionException>(() => locks.AcquireAsync("third").AsTask());
        await inner.DisposeAsync();
        await using var third = await locks.AcquireAsync("third");
        Assert.True(third.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Siblings_that_hold_nothing_are_not_refused_in_any_mode()
    {
        var locks = NewLocks();
        LockRequest[] requests = [Reader, Writer, HandedOver, SharedNode, Both, Reader, Writer, Retained];
        await Task.WhenAll(requests.Select(request => Task.Run(async () =>
        {
            await using var handle = await locks.AcquireAsync(request);
            await Task.Yield();
            Assert.True(handle.IsHeld);
        })));
    }

    [Case(Timeout = Limit)]
    public async Task A_flow_whose_request_failed_can_ask_again()
    {
        var locks = NewLocks();
        await using (await NewLocks().AcquireAsync(Writer))
        {
            Assert.Null(await locks.TryAcquireAsync(Both));
            Assert.Null(await locks.TryAcquireAsync(Reader));
        }

        await using var handle = await locks.AcquireAsync(Both);
        Assert.True(handle.IsHeld);
    }
}
