namespace Shop.Tests;

/// <summary>A ledger that does what a test wants while the order is locked.</summary>
internal sealed class Ledger(Func<string, CancellationToken, Task> append) : ILedger
{
    public Task AppendAsync(string order, CancellationToken cancellationToken) => append(order, cancellationToken);
}
