using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Servers;

/// <summary>Looking at nodes through a client.</summary>
internal static class ClientObservation
{
    /// <summary>Waits until the node's children are so; a node that is not there has none. What lasts only for a moment may not be seen.</summary>
    public static async Task WaitForChildrenAsync(this ZooKeeperClient client, string path, Func<IReadOnlyList<string>, bool> condition)
    {
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var exists = await client.ExistsAsync(path, _ => changed.TrySetResult()) is not null;
            var children = exists ? await client.ChildrenAsync(path, _ => changed.TrySetResult()) : [];
            if (condition(children))
            {
                return;
            }

            await changed.Task;
        }
    }

    public static async Task<IReadOnlyList<string>> ChildrenAsync(this ZooKeeperClient client, string path, Action<WatchEvent>? watch = null)
    {
        try
        {
            return (await client.GetChildrenAsync(path, watch)).Children;
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
        {
            return [];
        }
    }
}
