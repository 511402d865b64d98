using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>Creates a node.</summary>
internal class CreateOperation(IOperationOwner owner, string path, byte[]? data, CreateMode mode, ZooKeeperAcl? acl = null) : Operation(owner)
{
    public override string Path => path;

    /// <summary>The number that the server has given to a sequential node.</summary>
    public int CreatedNumber { get; private set; }

    /// <summary>The node's path with its number, once created.</summary>
    public string? CreatedPath => Error != ZooKeeperError.Ok ? null
        : mode is CreateMode.PersistentSequential or CreateMode.EphemeralSequential ? new SequentialPath(path, CreatedNumber).ToString()
        : path;

    internal override OpCode OpCode => mode == CreateMode.Container ? OpCode.CreateContainer : OpCode.Create;

    internal override bool ProvesQuorum => IsCommittedWrite(Error);

    internal override void WriteBody(FrameWriter writer) => new CreateRequest(path, data, (acl ?? ZooKeeperAcl.Open).Entries, (int)mode).Write(writer);

    // A container's answer has a Stat behind the path: nobody needs it.
    internal override void ReadBody(ref JuteReader reader) => CreatedNumber = Wire.Records.CreatedPath.Read(ref reader, path, mode);
}
