namespace ZkLockAttr.Tests.Locking;

/// <summary>Flows of execution, as the lock tells them apart: the test's own flow would be told that it holds the lock already.</summary>
internal static class Flow
{
    private static readonly ExecutionContext Fresh = CaptureFresh();

    /// <summary>As another caller of the process would do it, on a thread of the pool.</summary>
    public static Task<T> Another<T>(Func<ValueTask<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => call().AsTask());
        }
    }

    /// <summary>As another caller of the process would do it who asks at this moment: who is asked first comes first in the process.</summary>
    public static Task<T> Beside<T>(Func<ValueTask<T>> call)
    {
        Task<T>? asking = null;
        ExecutionContext.Run(Fresh, _ => asking = call().AsTask(), null);
        return asking!;
    }

    /// <summary>Another caller of the process asks for what the request says, at this moment.</summary>
    public static Task<LockHandle> Beside(this IDistributedLocks locks, LockRequest request, CancellationToken cancellationToken = default) =>
        Beside(() => locks.AcquireAsync(request, cancellationToken: cancellationToken));

    /// <summary>Another caller of the process asks for the lock alone, at this moment.</summary>
    public static Task<LockHandle> Beside(this IDistributedLocks locks, string name) => locks.Beside(new LockRequest(name));

    /// <summary>Another caller of the process tries once.</summary>
    public static Task<LockHandle?> TryBeside(this IDistributedLocks locks, LockRequest request) => Beside(() => locks.TryAcquireAsync(request));

    /// <summary>A round trip: what the ensemble had told this process before, it has heard then, and what the process had asked before is answered.</summary>
    public static async Task SettleAsync(this IDistributedLocks locks) => await (await locks.Beside("settle")).DisposeAsync();

    // That of a thread that nobody's flow has touched.
    private static ExecutionContext CaptureFresh()
    {
        ExecutionContext? fresh = null;
        var thread = new Thread(() => fresh = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return fresh!;
    }
}
