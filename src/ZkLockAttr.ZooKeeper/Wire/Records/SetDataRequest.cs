namespace ZkLockAttr.ZooKeeper.Wire.Records;

internal readonly record struct SetDataRequest(string Path, byte[]? Data, int Version)
{
    public static SetDataRequest Read(ref JuteReader reader) => new(reader.ReadString(), reader.ReadBuffer(), reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteBuffer(Data);
        writer.WriteInt(Version);
    }
}
