using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Ends the session; its ephemeral nodes go with it.</summary>
internal sealed class CloseSessionOperation(IOperationOwner owner) : Operation(owner)
{
    public override string Path => "/";

    internal override OpCode OpCode => OpCode.CloseSession;

    internal override void WriteBody(FrameWriter writer)
    {
    }
}
