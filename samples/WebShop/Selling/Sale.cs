namespace WebShop.Selling;

/// <summary>One piece sold.</summary>
/// <param name="Article">What.</param>
/// <param name="Buyer">To whom.</param>
/// <param name="Seller">The instance that sold it.</param>
/// <param name="PreviousSeller">The instance that sold this article before; null for the first sale.</param>
/// <param name="Token">The fencing token of the lock; null without a lock.</param>
internal sealed record Sale(string Article, string Buyer, string Seller, string? PreviousSeller, long? Token);
