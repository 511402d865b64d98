internal partial class Example
{
    private static string Compute() => "1";

    private Task RebuildAsyncCore() => Task.CompletedTask;
}
