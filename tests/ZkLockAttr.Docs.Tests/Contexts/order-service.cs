public partial class OrderService(IDistributedLocks locks, ILedger ledger)
{
    [DistributedLock("orders/{order.Id}", Timeout = "5s")]
    public partial Task<Receipt> PlaceAsync(Order order, CancellationToken cancellationToken = default);

    private Task<Receipt> PlaceAsyncCore(Order order, CancellationToken cancellationToken) => ledger.AppendAsync(order, cancellationToken);
}

internal partial class Example
{
    private readonly ILedger ledger = null!;
    private readonly Order order = new(1);
}
