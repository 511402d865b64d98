using System.Diagnostics.CodeAnalysis;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Many callers of one process, each a flow of its own: one flow that asked for many locks would carry all of them along.</summary>
internal static class Flows
{
    private static readonly ExecutionContext Empty = CaptureEmpty();

    /// <summary>Asks once for each place of <paramref name="asked"/>.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "Each is awaited once, by whoever gave the array.")]
    public static void Ask(ValueTask<LockHandle>[] asked, Func<int, ValueTask<LockHandle>> ask)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            ExecutionContext.Run(Empty, state => asked[(int)state!] = ask((int)state), i);
        }
    }

    /// <summary>Asks so often and waits for all.</summary>
    public static async Task<LockHandle[]> AcquireAllAsync(int count, Func<int, ValueTask<LockHandle>> ask)
    {
        var asked = new ValueTask<LockHandle>[count];
        Ask(asked, ask);
        var handles = new LockHandle[count];
        for (var i = 0; i < count; i++)
        {
            handles[i] = await asked[i];
        }

        return handles;
    }

    /// <summary>Releases all at once and waits until all are released.</summary>
    public static async Task ReleaseAllAsync(LockHandle[] handles)
    {
        var released = Array.ConvertAll(handles, handle => handle.DisposeAsync());
        foreach (var release in released)
        {
            await release;
        }
    }

    // Whoever comes here first may hold a lock, which must not go along.
    private static ExecutionContext CaptureEmpty()
    {
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return empty!;
    }
}
