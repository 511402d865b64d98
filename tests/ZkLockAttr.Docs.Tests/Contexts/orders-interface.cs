public partial interface IOrders
{
    protected IDistributedLocks Locks { get; }

    private Task PlaceAsyncCore() => Task.CompletedTask;
}
