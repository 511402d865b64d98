using ZkLockAttr;

public sealed record Order(int Id);

public partial class OrderService(IDistributedLocks locks)
{
    [DistributedLock("orders/{order.Id}", Timeout = "5s")]
    public partial Task PlaceAsync(Order order, CancellationToken cancellationToken = default);

    private Task PlaceAsyncCore(Order order, CancellationToken cancellationToken) => Task.CompletedTask;
}
