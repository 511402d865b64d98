namespace ZkLockAttr.Telemetry.Tests;

/// <summary>Locked methods, as a user has them.</summary>
internal sealed partial class Shop(IDistributedLocks locks)
{
    [DistributedLock("orders/{id}")]
    public partial Task PlaceAsync(int id, Func<Task> work);

    [DistributedLock("stock/{id}", "till", Mode = LockMode.Shared)]
    public partial Task CountAsync(int id);

    private static Task PlaceAsyncCore(int id, Func<Task> work) => work();

    private static Task CountAsyncCore(int id) => Task.CompletedTask;
}
