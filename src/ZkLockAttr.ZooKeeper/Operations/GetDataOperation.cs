using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Reads a node's data. No watch is set when the node does not exist.</summary>
internal sealed class GetDataOperation(IOperationOwner owner, string path, Watcher? watcher = null) : WatchingOperation(owner, path, watcher)
{
    public byte[]? Data { get; private set; }

    public Stat Stat { get; private set; }

    internal override OpCode OpCode => OpCode.GetData;

    internal override WatchKind WatchKind => WatchKind.Data;

    internal override void ReadBody(ref JuteReader reader)
    {
        Data = reader.ReadBuffer();
        Stat = Stat.Read(ref reader);
    }
}
