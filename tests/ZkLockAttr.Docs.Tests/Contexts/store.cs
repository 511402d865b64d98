public interface IStore
{
    Task DeleteOldAsync(string region, long token, CancellationToken cancellationToken);
}

internal partial class Example
{
    private readonly IStore store = null!;
}
