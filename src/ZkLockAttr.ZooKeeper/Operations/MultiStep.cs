using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>A step of a <see cref="MultiOperation"/>.</summary>
internal abstract record MultiStep(string Path)
{
    internal abstract OpCode OpCode { get; }

    internal abstract void Write(FrameWriter writer);

    /// <summary>Fails the transaction unless the node exists with this version; -1 is any.</summary>
    internal sealed record Check(string Path, int Version = -1) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.Check;

        internal override void Write(FrameWriter writer) => new PathVersion(Path, Version).Write(writer);
    }

    /// <summary>Creates a node. No containers: servers before 3.8.2 answer them in a multi as plain nodes.</summary>
    internal sealed record Create(string Path, byte[]? Data, CreateMode Mode, ZooKeeperAcl? Acl = null) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.Create;

        internal override void Write(FrameWriter writer) => new CreateRequest(Path, Data, (Acl ?? ZooKeeperAcl.Open).Entries, (int)Mode).Write(writer);
    }

    /// <summary>Deletes a node.</summary>
    internal sealed record Delete(string Path, int Version = -1) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.Delete;

        internal override void Write(FrameWriter writer) => new PathVersion(Path, Version).Write(writer);
    }

    /// <summary>Changes a node's data.</summary>
    internal sealed record SetData(string Path, byte[]? Data, int Version = -1) : MultiStep(Path)
    {
        internal override OpCode OpCode => OpCode.SetData;

        internal override void Write(FrameWriter writer) => new SetDataRequest(Path, Data, Version).Write(writer);
    }
}
