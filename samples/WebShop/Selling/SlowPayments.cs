namespace WebShop.Selling;

/// <summary>Takes some time and no money. It stands for your payment service.</summary>
internal sealed class SlowPayments(ShopOptions shop) : IPayments
{
    public Task PayAsync(string buyer, CancellationToken cancellationToken) => Task.Delay(shop.PaymentTime, cancellationToken);
}
