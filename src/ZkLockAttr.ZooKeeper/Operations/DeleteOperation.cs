using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Deletes a node that has no children. Version -1 is any.</summary>
internal sealed class DeleteOperation(IOperationOwner owner, string path, int version = -1) : Operation(owner)
{
    public override string Path => path;

    internal override OpCode OpCode => OpCode.Delete;

    internal override bool ProvesQuorum => IsCommittedWrite(Error);

    internal override void WriteBody(FrameWriter writer) => new PathVersion(path, version).Write(writer);
}
