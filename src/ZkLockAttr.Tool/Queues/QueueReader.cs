using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Queues;

/// <summary>Reads one lock's queue with all that its nodes say.</summary>
internal static class QueueReader
{
    // So many requests are under way at a time.
    private const int BatchSize = 256;

    /// <summary>Those who hold and wait, first come first.</summary>
    public static async Task<IReadOnlyList<FoundContender>> ReadAsync(Ensemble ensemble, string path, CancellationToken cancellationToken)
    {
        await ensemble.CatchUpAsync(cancellationToken);
        var contenders = new List<FoundContender>();
        foreach (var batch in LockQueue.Of(await NodesAsync(ensemble, path, cancellationToken)).Chunk(BatchSize))
        {
            var read = await Task.WhenAll(batch.Select(member => ReadAsync(ensemble, path, member, cancellationToken)));
            contenders.AddRange(read.OfType<FoundContender>());
        }

        return contenders;
    }

    /// <summary>Reads a contender's node; null if it is gone.</summary>
    public static async Task<FoundContender?> ReadAsync(Ensemble ensemble, string path, QueueMember member, CancellationToken cancellationToken)
    {
        try
        {
            var (data, stat) = await ensemble.AskAsync((client, token) => client.GetDataAsync(Child(path, member.Node), cancellationToken: token), cancellationToken);
            return FoundContender.Of(member, data, stat);
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
        {
            return null;
        }
    }

    /// <summary>Which of a node's children are contenders' nodes, rather than locks of such names: those are no session's.</summary>
    public static async Task<IReadOnlyList<string>> NodesAmongAsync(
        Ensemble ensemble, string path, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        var perhaps = children.Where(LockQueue.MayBeNode).ToArray();
        var areOfSessions = await Task.WhenAll(perhaps.Select(name => IsOfSessionAsync(ensemble, Child(path, name), cancellationToken)));
        return [.. children.Where(LockQueue.IsSurelyNode), .. perhaps.Where((_, index) => areOfSessions[index])];
    }

    /// <summary>Whether the node goes with a session. Containers and nodes with a time to live have an owner, too, that is none.</summary>
    public static bool IsOfSession(Stat stat) =>
        stat.EphemeralOwner != 0 && stat.EphemeralOwner != long.MinValue && (ulong)stat.EphemeralOwner >> 56 != 0xFF;

    public static string Child(string path, string name) => path == "/" ? path + name : $"{path}/{name}";

    private static async Task<bool> IsOfSessionAsync(Ensemble ensemble, string path, CancellationToken cancellationToken) =>
        await ensemble.AskAsync((client, token) => client.ExistsAsync(path, cancellationToken: token), cancellationToken) is { } stat && IsOfSession(stat);

    private static async Task<IReadOnlyList<string>> NodesAsync(Ensemble ensemble, string path, CancellationToken cancellationToken)
    {
        try
        {
            var (children, _) = await ensemble.AskAsync((client, token) => client.GetChildrenAsync(path, cancellationToken: token), cancellationToken);
            return await NodesAmongAsync(ensemble, path, children, cancellationToken);
        }
        catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
        {
            return [];
        }
    }
}
