namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Methods that are locked by the attribute, and do nothing.</summary>
internal sealed partial class LockedMethods(IDistributedLocks locks)
{
    public const string Lock = "allocations";

    [DistributedLock(Lock)]
    public partial Task WorkAsync();

    [DistributedLock(Lock + "/{id}")]
    public partial Task WorkOnAsync(int id);

    [DistributedLock(Lock)]
    public partial Task WorkUntilAsync(CancellationToken cancellationToken);

    [DistributedLock(Lock)]
    public partial void Work();

    private static Task WorkAsyncCore() => Task.CompletedTask;

    private static Task WorkOnAsyncCore(int id) => Task.CompletedTask;

    private static Task WorkUntilAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void WorkCore()
    {
    }
}
