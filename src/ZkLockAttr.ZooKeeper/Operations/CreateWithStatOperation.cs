using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Creates a node and answers its Stat too (create2; servers from 3.5 on).</summary>
internal sealed class CreateWithStatOperation(IOperationOwner owner, string path, byte[]? data, CreateMode mode, ZooKeeperAcl? acl = null)
    : CreateOperation(owner, path, data, mode, acl)
{
    private readonly bool _isContainer = mode == CreateMode.Container;

    public Stat Stat { get; private set; }

    internal override OpCode OpCode => _isContainer ? OpCode.CreateContainer : OpCode.Create2;

    internal override void ReadBody(ref JuteReader reader)
    {
        base.ReadBody(ref reader);
        Stat = Stat.Read(ref reader);
    }
}
