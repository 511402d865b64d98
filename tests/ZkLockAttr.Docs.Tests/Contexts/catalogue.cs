public sealed record Page(int Number);

internal partial class Example
{
    private bool IsStale { get; set; }

    private List<Page> Pages { get; } = [];

    private Task RebuildAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;
}
