namespace ZkLockAttr.Locking.Queueing;

/// <summary>Who stands in a queue, as its nodes tell.</summary>
internal static class QueueContenders
{
    /// <summary>First come first.</summary>
    /// <param name="nodes">The queue's nodes in any order: what each one's name says, and what the node says.</param>
    public static LockContender[] InOrder(IEnumerable<(QueueNodeName Name, LockContender Node)> nodes)
    {
        var contenders = new List<LockContender>();
        var ahead = new List<QueueNodeName>();

        // Older nodes have smaller transactions; what one transaction has made is one contender's.
        foreach (var made in nodes.GroupBy(node => node.Node.CreationZxid).OrderBy(made => made.Key))
        {
            var names = made.Select(node => node.Name).ToArray();
            var kind = QueueKind.Of(names);

            // The node that asks for most stands for it.
            var (_, node) = made.OrderBy(node => node.Name.Client != QueueClient.ZkLockAttr).ThenBy(node => node.Name.Mark).First();
            contenders.Add(node with { IsHolder = ahead.Count(other => kind.IsExcludedBy(other)) < kind.Room });
            ahead.AddRange(names);
        }

        return [.. contenders];
    }
}
