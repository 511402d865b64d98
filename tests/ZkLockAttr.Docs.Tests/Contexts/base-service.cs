public class Service(IDistributedLocks locks)
{
    protected string Name { get; } = locks.ToString() ?? "";
}

public partial class Orders
{
    private Task PlaceAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;
}
