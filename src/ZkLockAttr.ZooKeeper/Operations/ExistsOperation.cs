using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Asks whether a node exists. The watch is set also when it does not.</summary>
internal sealed class ExistsOperation(IOperationOwner owner, string path, Watcher? watcher = null) : WatchingOperation(owner, path, watcher)
{
    public Stat? Stat { get; private set; }

    internal override OpCode OpCode => OpCode.Exists;

    internal override WatchKind WatchKind => WatchKind.Data;

    internal override bool HasSetWatch => Watcher is not null && Error is ZooKeeperError.Ok or ZooKeeperError.NoNode;

    internal override void ReadBody(ref JuteReader reader) => Stat = ZooKeeper.Stat.Read(ref reader);
}
