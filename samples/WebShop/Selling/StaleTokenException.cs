namespace WebShop.Selling;

/// <summary>The write came too late: a later holder of the lock has written already. Nothing was changed.</summary>
internal sealed class StaleTokenException(string article, long token)
    : Exception($"The stock of '{article}' has been written by a later holder of its lock than the one with token {token}.");
