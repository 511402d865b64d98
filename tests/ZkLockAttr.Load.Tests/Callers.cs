namespace ZkLockAttr.Load.Tests;

/// <summary>Many callers of one process.</summary>
internal static class Callers
{
    private static readonly ExecutionContext EmptyFlow = Task.Run(() => ExecutionContext.Capture()!).GetAwaiter().GetResult();

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
}
