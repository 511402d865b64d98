using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>
/// Orders the reads that follow on this connection after all that was committed before. No proof of a quorum: a deposed leader answers it too.
/// </summary>
internal sealed class SyncOperation(IOperationOwner owner, string path) : Operation(owner)
{
    public override string Path => path;

    internal override OpCode OpCode => OpCode.Sync;

    internal override void WriteBody(FrameWriter writer) => writer.WriteString(path);
}
