namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>The body of exists, getData, getChildren and getChildren2.</summary>
internal readonly record struct PathWatch(string Path, bool Watch)
{
    public static PathWatch Read(ref JuteReader reader) => new(reader.ReadString(), reader.ReadBool());

    public void Write(FrameWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteBool(Watch);
    }
}
