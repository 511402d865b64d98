namespace ZkLockAttr.Load.Tests;

/// <summary>Many callers of one process.</summary>
internal static class Callers
{
    private static readonly ExecutionContext EmptyFlow = CaptureEmptyFlow();

    /// <summary>Asks so often, each time as a caller of its own: one flow that asks for many locks would carry all of them along.</summary>
    public static Task<LockHandle>[] Ask(IDistributedLocks locks, int count, Func<int, string> name, CancellationToken cancellationToken = default)
    {
        var asked = new Task<LockHandle>[count];
        for (var i = 0; i < count; i++)
        {
            ExecutionContext.Run(
                EmptyFlow, state => asked[(int)state!] = locks.AcquireAsync(name((int)state), cancellationToken: cancellationToken).AsTask(), i);
        }

        return asked;
    }

    public static async Task ReleaseAll(IEnumerable<LockHandle> handles) => await Task.WhenAll(handles.Select(handle => handle.DisposeAsync().AsTask()));

    // On a thread that knows nothing of who asks first: he may hold a lock, which each caller would then take along.
    private static ExecutionContext CaptureEmptyFlow()
    {
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return empty!;
    }
}
