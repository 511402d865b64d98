namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>The body of create, create2 and createContainer.</summary>
internal readonly record struct CreateRequest(string Path, byte[]? Data, AclEntry[] Acl, int Flags)
{
    public static CreateRequest Read(ref JuteReader reader) =>
        new(reader.ReadString(), reader.ReadBuffer(), AclEntry.ReadList(ref reader), reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteBuffer(Data);
        AclEntry.WriteList(writer, Acl);
        writer.WriteInt(Flags);
    }
}
