using ZkLockAttr;

namespace Shop;

public sealed partial class OrderService(IDistributedLocks locks, ILedger ledger)
{
    /// <summary>Places an order; at most one caller per order in the whole fleet.</summary>
    [DistributedLock("orders/{order}", Timeout = "2s")]
    public partial Task PlaceAsync(string order, CancellationToken cancellationToken = default);

    private Task PlaceAsyncCore(string order, CancellationToken cancellationToken) => ledger.AppendAsync(order, cancellationToken);
}

public interface ILedger
{
    Task AppendAsync(string order, CancellationToken cancellationToken);
}
