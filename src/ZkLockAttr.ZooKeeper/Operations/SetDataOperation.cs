using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Changes a node's data. Version -1 is any.</summary>
internal sealed class SetDataOperation(IOperationOwner owner, string path, byte[]? data, int version = -1) : Operation(owner)
{
    public override string Path => path;

    public Stat Stat { get; private set; }

    internal override OpCode OpCode => OpCode.SetData;

    internal override bool ProvesQuorum => IsCommittedWrite(Error);

    internal override void WriteBody(FrameWriter writer) => new SetDataRequest(path, data, version).Write(writer);

    internal override void ReadBody(ref JuteReader reader) => Stat = Stat.Read(ref reader);
}
