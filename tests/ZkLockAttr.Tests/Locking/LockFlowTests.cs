using System.Runtime.CompilerServices;
using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>What the marks of a flow keep alive: a flow may last as long as its process.</summary>
public sealed class LockFlowTests
{
    [Fact]
    public void Taking_the_next_lock_before_the_last_is_let_go_keeps_nothing_of_those_before()
    {
        var first = GoHandOverHand();

        GC.Collect();

        Assert.False(first.IsAlive);
    }

    [Fact]
    public async Task A_request_that_came_too_late_leaves_no_mark()
    {
        var locks = new DistributedLocks("127.0.0.1:1");
        await locks.DisposeAsync();
        var first = AskTooLate(locks);
        AskTooLate(locks);

        GC.Collect();

        Assert.False(first.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference GoHandOverHand()
    {
        var locks = new object();
        var held = Take(locks, 0);
        var first = new WeakReference(held);
        for (var number = 1; number < 10; number++)
        {
            var next = Take(locks, number);
            held.End();
            held = next;
        }

        return first;
    }

    private static LockFlow Take(object locks, int number)
    {
        var flow = LockFlow.Enter(locks, [new Wish($"/locks/{number}", new QueueKind(LockMode.Exclusive))]);
        flow.Hold();
        return flow;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AskTooLate(DistributedLocks locks)
    {
        Assert.Throws<ObjectDisposedException>(() => { _ = locks.AcquireAsync("test").AsTask(); });
        return new WeakReference(LockFlow.Innermost);
    }
}
