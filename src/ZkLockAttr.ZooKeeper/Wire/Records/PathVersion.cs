namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>The body of delete and check. Version -1 is any.</summary>
internal readonly record struct PathVersion(SequentialPath Path, int Version)
{
    public static PathVersion Read(ref JuteReader reader) => new(reader.ReadString(), reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        Path.Write(writer);
        writer.WriteInt(Version);
    }
}
