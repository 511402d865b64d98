public partial class Orders
{
    private static readonly IDistributedLocks Locks = DistributedLocks.Default;

    [DistributedLock("orders")]
    public virtual partial Task PlaceAsync();

    protected virtual Task PlaceAsyncCore() => Task.CompletedTask;
}

internal partial class Example : Orders
{
}
