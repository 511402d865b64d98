using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>A step of a <see cref="MultiOperation"/>.</summary>
internal abstract record MultiStep(SequentialPath Path)
{
    internal abstract OpCode OpCode { get; }

    internal abstract void Write(FrameWriter writer);

    /// <summary>Fails the transaction unless the node exists with this version; -1 is any.</summary>
    internal sealed record Check(SequentialPath Path, int Version = -1) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.Check;

        internal override void Write(FrameWriter writer) => new PathVersion(Path, Version).Write(writer);
    }

    /// <summary>Creates a node. No containers: servers before 3.8.2 answer them in a multi as plain nodes.</summary>
    internal sealed record Create(string Asked, byte[]? Data, CreateMode Mode, ZooKeeperAcl? Acl = null) : MultiStep(Asked)
    {
        internal override OpCode OpCode => OpCode.Create;

        internal override void Write(FrameWriter writer) => new CreateRequest(Asked, Data, (Acl ?? ZooKeeperAcl.Open).Entries, (int)Mode).Write(writer);
    }

    /// <summary>Deletes a node.</summary>
    internal sealed record Delete(SequentialPath Path, int Version = -1) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.Delete;

        internal override void Write(FrameWriter writer) => new PathVersion(Path, Version).Write(writer);
    }

    /// <summary>Changes a node's data.</summary>
    internal sealed record SetData(string Node, byte[]? Data, int Version = -1) : MultiStep(Node)
    {
        internal override OpCode OpCode => OpCode.SetData;

        internal override void Write(FrameWriter writer) => new SetDataRequest(Node, Data, Version).Write(writer);
    }
}
