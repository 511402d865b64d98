internal partial class Example
{
    [DistributedLock("nightly")]
    public partial Task RunAsync(CancellationToken cancellationToken);
}
