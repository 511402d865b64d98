using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Creates a node.</summary>
internal class CreateOperation(IOperationOwner owner, string path, byte[]? data, CreateMode mode, ZooKeeperAcl? acl = null) : Operation(owner)
{
    public override string Path => path;

    /// <summary>The node's path with its number, once created.</summary>
    public string? CreatedPath { get; private set; }

    internal override OpCode OpCode => mode == CreateMode.Container ? OpCode.CreateContainer : OpCode.Create;

    internal override bool ProvesQuorum => IsCommittedWrite(Error);

    internal override void WriteBody(FrameWriter writer) => new CreateRequest(path, data, (acl ?? ZooKeeperAcl.Open).Entries, (int)mode).Write(writer);

    // A container's answer has a Stat behind the path: nobody needs it.
    internal override void ReadBody(ref JuteReader reader) => CreatedPath = Wire.Records.CreatedPath.Read(ref reader, path, mode);
}
