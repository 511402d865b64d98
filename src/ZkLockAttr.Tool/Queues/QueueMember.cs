using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Tool.Queues;

/// <summary>A contender, as the names of its nodes tell: who takes several nodes for one lock is one.</summary>
/// <param name="Nodes">Its nodes; the first is the one that the contender looks at itself.</param>
/// <param name="Names">The same, read.</param>
/// <param name="IsHolder">Whether nobody who excludes it stands before it.</param>
internal sealed record QueueMember(IReadOnlyList<string> Nodes, IReadOnlyList<QueueNodeName> Names, bool IsHolder)
{
    public string Node => Nodes[0];

    /// <summary>What it holds or wants.</summary>
    public QueueKind Kind => QueueKind.Of(Names);

    public QueueClient Client => Names[0].Client;

    /// <summary>Whether its process may keep the lock while nobody else wants it.</summary>
    public bool IsRetained => Names[0].IsRetained;
}
