using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Deletes a node that has no children. Version -1 is any.</summary>
internal sealed class DeleteOperation(IOperationOwner owner, SequentialPath path, int version = -1) : Operation(owner)
{
    /// <summary>The node; another one each time it is submitted, if need be.</summary>
    public SequentialPath Node { get; set; } = path;

    public override string Path => Node.ToString();

    internal override OpCode OpCode => OpCode.Delete;

    internal override bool ProvesQuorum => IsCommittedWrite(Error);

    internal override void WriteBody(FrameWriter writer) => new PathVersion(Node, version).Write(writer);
}
