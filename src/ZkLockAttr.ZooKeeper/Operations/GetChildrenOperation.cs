using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Lists a node's children, in no order. No watch is set when the node does not exist.</summary>
internal class GetChildrenOperation(IOperationOwner owner, string path, Watcher? watcher = null) : WatchingOperation(owner, path, watcher)
{
    /// <summary>The names of the children; valid until the operation is submitted again.</summary>
    public NodeNames Children { get; } = new();

    internal override OpCode OpCode => OpCode.GetChildren2;

    internal override WatchKind WatchKind => WatchKind.Children;

    // Behind the names stands the parent's Stat: few need it.
    internal override void ReadBody(ref JuteReader reader) => Children.Read(ref reader);
}
