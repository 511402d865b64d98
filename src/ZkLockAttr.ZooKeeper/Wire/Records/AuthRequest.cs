namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>Tells who the client is, for this connection only.</summary>
internal readonly record struct AuthRequest(string Scheme, byte[] Credentials)
{
    public static AuthRequest Read(ref JuteReader reader)
    {
        reader.ReadInt(); // type: always 0
        return new AuthRequest(reader.ReadNullableString() ?? "", reader.ReadBuffer() ?? []);
    }

    public void Write(FrameWriter writer)
    {
        writer.WriteInt(0);
        writer.WriteString(Scheme);
        writer.WriteBuffer(Credentials);
    }
}
