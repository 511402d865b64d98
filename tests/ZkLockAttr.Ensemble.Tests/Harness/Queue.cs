using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>The queue nodes of locks, seen by a session of the test's own.</summary>
internal sealed class Queue(ZooKeeperClient observer)
{
    /// <summary>Waits until a lock has so many nodes, or more.</summary>
    public Task WaitForAtLeastAsync(string name, int count) => WaitAsync(name, nodes => nodes.Count >= count);

    /// <summary>Waits until a lock has no nodes.</summary>
    public Task WaitUntilEmptyAsync(string name) => WaitAsync(name, nodes => nodes.Count == 0);

    /// <summary>Waits until a lock's nodes are so. What lasts only for a moment may not be seen.</summary>
    public async Task WaitAsync(string name, Func<IReadOnlyList<string>, bool> condition)
    {
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                if (condition(await NodesAsync(name, _ => changed.TrySetResult())))
                {
                    return;
                }

                await changed.Task;
            }
            catch (ZooKeeperException exception) when (exception.Error is ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired)
            {
                // The observer suffers from the faults too: it looks again.
            }
        }
    }

    /// <summary>A lock's nodes; none if the lock's own node is not there.</summary>
    public async Task<IReadOnlyList<string>> NodesAsync(string name, Action<WatchEvent>? watch = null)
    {
        var path = PathOf(name);
        try
        {
            return await observer.ExistsAsync(path, watch) is null ? [] : (await observer.GetChildrenAsync(path, watch)).Children;
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
        {
            return [];
        }
    }

    /// <summary>Makes what is seen as new as what was committed before.</summary>
    public Task SyncAsync(string name) => observer.SyncAsync(PathOf(name));

    private static string PathOf(string name) => "/locks/" + name;
}
