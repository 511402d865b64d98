public interface IStock
{
    Task<int> TakeOneAsync(string item, long token, CancellationToken cancellationToken);
}

internal partial class Example
{
    private readonly IStock store = null!;
}
