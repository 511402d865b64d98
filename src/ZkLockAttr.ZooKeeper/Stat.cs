using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper;

/// <summary>What the ensemble keeps about a node beside its data.</summary>
/// <param name="Czxid">The transaction that created the node.</param>
/// <param name="Mzxid">The transaction that last changed its data.</param>
/// <param name="Ctime">When it was created, in milliseconds since 1970.</param>
/// <param name="Mtime">When its data was last changed, in milliseconds since 1970.</param>
/// <param name="Version">How often its data was changed.</param>
/// <param name="Cversion">How often its children changed.</param>
/// <param name="Aversion">How often its access control list was changed.</param>
/// <param name="EphemeralOwner">The session that owns it, 0 if none.</param>
/// <param name="DataLength">The length of its data in bytes.</param>
/// <param name="NumChildren">The number of its children.</param>
/// <param name="Pzxid">The transaction that last changed its children.</param>
public readonly record struct Stat(
    long Czxid,
    long Mzxid,
    long Ctime,
    long Mtime,
    int Version,
    int Cversion,
    int Aversion,
    long EphemeralOwner,
    int DataLength,
    int NumChildren,
    long Pzxid)
{
    internal static Stat Read(ref JuteReader reader) => new(
        reader.ReadLong(),
        reader.ReadLong(),
        reader.ReadLong(),
        reader.ReadLong(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadLong(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadLong());

    internal void Write(FrameWriter writer)
    {
        writer.WriteLong(Czxid);
        writer.WriteLong(Mzxid);
        writer.WriteLong(Ctime);
        writer.WriteLong(Mtime);
        writer.WriteInt(Version);
        writer.WriteInt(Cversion);
        writer.WriteInt(Aversion);
        writer.WriteLong(EphemeralOwner);
        writer.WriteInt(DataLength);
        writer.WriteInt(NumChildren);
        writer.WriteLong(Pzxid);
    }
}
