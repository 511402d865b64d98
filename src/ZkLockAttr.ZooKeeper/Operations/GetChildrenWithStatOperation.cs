using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Lists a node's children, for those who want to know the node's own Stat too.</summary>
internal sealed class GetChildrenWithStatOperation(IOperationOwner owner, string path, Watcher? watcher = null) : GetChildrenOperation(owner, path, watcher)
{
    /// <summary>The Stat of the parent.</summary>
    public Stat Stat { get; private set; }

    internal override void ReadBody(ref JuteReader reader)
    {
        base.ReadBody(ref reader);
        Stat = Stat.Read(ref reader);
    }
}
