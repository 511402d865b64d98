using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Testing.Locks;

/// <summary>Reads the queues of locks from the server's tree, as clients would. Used under the server's lock only.</summary>
internal static class QueueReader
{
    /// <summary>Who stands in the queue of the lock with this path, in its order.</summary>
    public static IReadOnlyList<LockContender> Read(DataTree tree, string path) => QueueContenders.InOrder(NodesOf(tree, path));

    /// <summary>The paths below this one that have a queue, in ordinal order.</summary>
    public static IEnumerable<string> PathsBelow(DataTree tree, string path)
    {
        if (tree.Find(path) is not { } node)
        {
            return [];
        }

        var begin = path == "/" ? path : path + "/";
        return node.Children.Order(StringComparer.Ordinal)
            .SelectMany(child => PathsBelow(tree, begin + child))
            .Concat(NodesOf(tree, path).Count > 0 ? [path] : []);
    }

    private static List<(QueueNodeName Name, LockContender Node)> NodesOf(DataTree tree, string path)
    {
        var nodes = new List<(QueueNodeName, LockContender)>();
        foreach (var child in tree.Find(path)?.Children ?? [])
        {
            if (QueueNodeName.TryRead(child, out var name))
            {
                var node = tree.Find($"{path}/{child}")!;
                nodes.Add((name, QueueNodeContender.Of(child, name, node.Data, node.Stat)));
            }
        }

        return nodes;
    }
}
