using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Testing.Locks;

/// <summary>Reads the queues of locks from the server's tree, as clients would. Used under the server's lock only.</summary>
internal static class QueueReader
{
    /// <summary>Who stands in the queue of the lock with this path, in its order.</summary>
    public static IReadOnlyList<LockContender> Read(DataTree tree, string path)
    {
        var contenders = new List<LockContender>();
        var ahead = new List<QueueNodeName>();
        foreach (var nodes in NodesOf(tree, path).GroupBy(node => node.Node.Czxid).OrderBy(made => made.Key))
        {
            // One transaction may have made several nodes for one contender: the one that asks for most stands for it.
            var (node, name) = nodes.OrderBy(node => node.Name.Client != QueueClient.ZkLockAttr).ThenBy(node => !QueueKind.Of(node.Name).IsExclusive).First();
            var kind = QueueKind.Of(name);
            var isHolder = ahead.Count(other => kind.IsExcludedBy(other)) < kind.Room;
            contenders.Add(QueueNodeContender.Of(node.Path[(node.Path.LastIndexOf('/') + 1)..], name, node.Data, node.Stat, isHolder));
            ahead.AddRange(nodes.Select(made => made.Name));
        }

        return contenders;
    }

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

    private static List<(Node Node, QueueNodeName Name)> NodesOf(DataTree tree, string path)
    {
        var nodes = new List<(Node Node, QueueNodeName Name)>();
        foreach (var child in tree.Find(path)?.Children ?? [])
        {
            if (QueueNodeName.TryRead(child, out var name))
            {
                nodes.Add((tree.Find($"{path}/{child}")!, name));
            }
        }

        return nodes;
    }
}
