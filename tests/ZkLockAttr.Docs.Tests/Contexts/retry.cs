internal partial class Example
{
    private Task<bool> TryAsync(int id, CancellationToken cancellationToken) => Task.FromResult(id > 0);
}
