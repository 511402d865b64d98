namespace WebShop.Selling;

/// <summary>Takes the buyers' money.</summary>
internal interface IPayments
{
    Task PayAsync(string buyer, CancellationToken cancellationToken);
}
