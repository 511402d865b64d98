internal partial class Example
{
    [DistributedLock("orders/{order.Id}")]
    public partial Task PlaceAsync(Order order);

    private Task PlaceAsyncCore(Order order) => Task.CompletedTask;
}
