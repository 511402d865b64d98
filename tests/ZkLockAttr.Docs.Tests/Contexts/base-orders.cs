public partial class Orders(IDistributedLocks locks)
{
    [DistributedLock("orders")]
    public virtual partial Task PlaceAsync();

    protected virtual Task PlaceAsyncCore() => Task.CompletedTask;
}
