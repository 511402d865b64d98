using ZkLockAttr;

namespace WebShop.Selling;

/// <summary>Sells a limited stock: reads what is left, takes the money, writes what is left then. Between read and write nobody else may do the same.</summary>
internal sealed partial class Checkout(IDistributedLocks locks, Ledger ledger, IPayments payments, ShopOptions shop)
{
    /// <summary>Sells one piece; at most one caller per article in all instances.</summary>
    /// <returns>False if none is left.</returns>
    /// <exception cref="StaleTokenException">A later holder of the lock has written already.</exception>
    [DistributedLock("stock/{article}", Timeout = "10s")]
    public partial Task<bool> SellAsync(string article, string buyer, CancellationToken cancellationToken);

    private Task<bool> SellAsyncCore(string article, string buyer, LockHandle handle, CancellationToken cancellationToken) =>
        TakeOneAsync(article, buyer, handle.FencingToken, cancellationToken);

    /// <summary>The same without the lock, and so without a token: what happens if the attribute is left out.</summary>
    public Task<bool> SellWithoutLockAsync(string article, string buyer, CancellationToken cancellationToken) =>
        TakeOneAsync(article, buyer, token: null, cancellationToken);

    /// <summary>Adds to the stock. It reads and writes the same numbers, so it takes the same lock.</summary>
    [DistributedLock("stock/{article}", Timeout = "10s")]
    public partial Task DeliverAsync(string article, int count, CancellationToken cancellationToken);

    private Task DeliverAsyncCore(string article, int count, LockHandle handle)
    {
        ledger.WriteDelivery(article, ledger.Read(article).Left + count, count, handle.FencingToken);
        return Task.CompletedTask;
    }

    private async Task<bool> TakeOneAsync(string article, string buyer, long? token, CancellationToken cancellationToken)
    {
        var stock = ledger.Read(article);
        if (stock.Left <= 0)
        {
            return false;
        }

        await payments.PayAsync(buyer, cancellationToken);
        ledger.WriteSale(new Sale(article, buyer, shop.Instance, stock.LastSeller, token), stock.Left - 1);
        return true;
    }
}
