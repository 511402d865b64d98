namespace ZkLockAttr.ZooKeeper.Wire.Records;

internal readonly record struct RequestHeader(int Xid, OpCode OpCode)
{
    public static RequestHeader Read(ref JuteReader reader) => new(reader.ReadInt(), (OpCode)reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteInt(Xid);
        writer.WriteInt((int)OpCode);
    }
}
