using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Tool.Queues;

/// <summary>Puts the nodes of a queue in order, by their names alone: cheap for long queues.</summary>
internal static class LockQueue
{
    // Ours begin with a letter, owner and attempt: what is common to all nodes of one request for one lock.
    private const int RequestLength = 25;

    // The server writes numbers with ten digits; with less, it is somebody's name.
    private const int DigitsOfNumber = 10;

    /// <summary>Whether the name alone says that it is a contender's node, rather than a lock called so.</summary>
    public static bool IsSurelyNode(string name) =>
        QueueNodeName.TryRead(name, out var read)
        && (read.Client is QueueClient.ZkLockAttr or QueueClient.Kazoo or QueueClient.Curator || read.Mark is QueueMark.Lock or QueueMark.ReadLock);

    /// <summary>Whether only the node itself says what it is: a contender's is its session's.</summary>
    public static bool MayBeNode(string name) =>
        !IsSurelyNode(name)
        && name.Length - name.AsSpan().TrimEnd("0123456789").Length >= DigitsOfNumber
        && QueueNodeName.TryRead(name, out _);

    /// <summary>Those who hold and wait, first come first.</summary>
    public static IReadOnlyList<QueueMember> Of(IEnumerable<string> nodes)
    {
        var members = new List<(List<string> Nodes, List<QueueNodeName> Names)>();
        foreach (var (node, name) in InOrder(nodes))
        {
            // One request's nodes have numbers in a row.
            if (members is [.., var last] && IsOfOneRequest(last.Nodes, last.Names, node, name))
            {
                last.Nodes.Add(node);
                last.Names.Add(name);
            }
            else
            {
                members.Add(([node], [name]));
            }
        }

        var queue = new List<QueueMember>(members.Count);
        foreach (var (own, names) in members)
        {
            var member = new QueueMember(own, names, IsHolder: false);
            queue.Add(member with { IsHolder = queue.Where(ahead => Excludes(ahead, member.Kind)).Take(member.Kind.Room).Count() < member.Kind.Room });
        }

        return queue;
    }

    private static List<(string Node, QueueNodeName Name)> InOrder(IEnumerable<string> nodes)
    {
        var read = new List<(string Node, QueueNodeName Name)>();
        foreach (var node in nodes)
        {
            if (QueueNodeName.TryRead(node, out var name))
            {
                read.Add((node, name));
            }
        }

        // The counter wraps: what counts is the difference.
        read.Sort((one, other) => one.Name.Number == other.Name.Number
            ? string.CompareOrdinal(one.Node, other.Node)
            : QueueNodeName.IsAhead(one.Name.Number, other.Name.Number) ? -1 : 1);
        return read;
    }

    // Two nodes for a lock that can be downgraded; three, for the sake of other clients, of which the second has no name of its own but the next number.
    private static bool IsOfOneRequest(List<string> nodes, List<QueueNodeName> names, string node, in QueueNodeName name)
    {
        if (names[0].Client != QueueClient.ZkLockAttr)
        {
            return false;
        }

        return name.Client == QueueClient.ZkLockAttr
            ? string.CompareOrdinal(nodes[0], 0, node, 0, RequestLength) == 0
            : name is { Client: QueueClient.DistributedLock, Mark: QueueMark.PlainLock } && names is [{ Mark: QueueMark.Lock }] && unchecked(name.Number - names[0].Number) == 1;
    }

    private static bool Excludes(QueueMember ahead, QueueKind kind)
    {
        foreach (var name in ahead.Names)
        {
            if (kind.IsExcludedBy(name))
            {
                return true;
            }
        }

        return false;
    }
}
