using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Servers;

/// <summary>A ZooKeeper server that the same cases are run against: the in-process one, or a real one.</summary>
public abstract class LockServer : IAsyncDisposable
{
    private ZooKeeperClient? _observer;

    public abstract string ConnectionString { get; }

    /// <summary>A session of the test's own, to look with.</summary>
    public ZooKeeperClient Observer => _observer ??= new ZooKeeperClient(DirectConnectionString);

    /// <summary>Round any faults.</summary>
    public abstract string DirectConnectionString { get; }

    /// <summary>Ends a session as if its time were over.</summary>
    public abstract Task ExpireAsync(long sessionId);

    /// <summary>Cuts the connections of all clients under test.</summary>
    public abstract void DropConnections();

    /// <summary>Stops the server and starts it again, with its data.</summary>
    public abstract Task RestartAsync();

    /// <summary>Lets the next such operation be applied and its answer be lost with the connection. Completed when it has happened.</summary>
    public abstract Task DropAfterApply(FaultTarget target);

    /// <summary>Loses the next such operation with the connection. Completed when it has happened.</summary>
    public abstract Task DropBeforeApply(FaultTarget target);

    /// <summary>Waits until the node has so many children. A node that is not there has none.</summary>
    public Task WaitForChildrenAsync(string path, int count) => WaitForChildrenAsync(path, children => children.Count == count);

    /// <summary>Waits until the node's children are so. What lasts only for a moment may not be seen.</summary>
    public Task WaitForChildrenAsync(string path, Func<IReadOnlyList<string>, bool> condition) => Observer.WaitForChildrenAsync(path, condition);

    public Task<IReadOnlyList<string>> ChildrenAsync(string path) => Observer.ChildrenAsync(path);

    public virtual async ValueTask DisposeAsync()
    {
        if (_observer is not null)
        {
            await _observer.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
