internal partial class Example
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Order order = new(1);

    [DistributedLock("orders/{order.Id}")]
    public partial Task PlaceAsync(Order order, CancellationToken cancellationToken);

    private Task PlaceAsyncCore(Order order, CancellationToken cancellationToken) => Task.CompletedTask;
}
