namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <param name="Xid">The request's number, or one of <see cref="Wire.Xid"/>.</param>
/// <param name="Zxid">The server's last transaction; for a successful write, the write's own.</param>
/// <param name="Error">A body follows only if this is Ok.</param>
internal readonly record struct ReplyHeader(int Xid, long Zxid, ZooKeeperError Error)
{
    public static ReplyHeader Read(ref JuteReader reader) => new(reader.ReadInt(), reader.ReadLong(), (ZooKeeperError)reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteInt(Xid);
        writer.WriteLong(Zxid);
        writer.WriteInt((int)Error);
    }
}
