namespace ZkLockAttr.ZooKeeper.Wire.Records;

internal readonly record struct SetAclRequest(string Path, AclEntry[] Acl, int Version)
{
    public static SetAclRequest Read(ref JuteReader reader) => new(reader.ReadString(), AclEntry.ReadList(ref reader), reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteString(Path);
        AclEntry.WriteList(writer, Acl);
        writer.WriteInt(Version);
    }
}
