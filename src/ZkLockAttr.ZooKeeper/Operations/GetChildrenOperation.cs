using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Lists a node's children, in no order. No watch is set when the node does not exist.</summary>
internal sealed class GetChildrenOperation(IOperationOwner owner, string path, Watcher? watcher = null) : WatchingOperation(owner, path, watcher)
{
    public string[] Children { get; private set; } = [];

    /// <summary>The Stat of the parent.</summary>
    public Stat Stat { get; private set; }

    internal override OpCode OpCode => OpCode.GetChildren2;

    internal override WatchKind WatchKind => WatchKind.Children;

    internal override void ReadBody(ref JuteReader reader)
    {
        Children = reader.ReadStrings();
        Stat = Stat.Read(ref reader);
    }
}
