namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>Stands before each operation and each result of a multi, and ends them.</summary>
internal readonly record struct MultiHeader(OpCode OpCode, bool IsEnd, ZooKeeperError Error)
{
    /// <summary>What a request carries in place of an error, and what ends a list.</summary>
    private const ZooKeeperError None = (ZooKeeperError)(-1);

    public static MultiHeader End => new(OpCode.Error, true, None);

    public static MultiHeader Request(OpCode opCode) => new(opCode, false, None);

    public static MultiHeader Read(ref JuteReader reader) => new((OpCode)reader.ReadInt(), reader.ReadBool(), (ZooKeeperError)reader.ReadInt());

    public void Write(FrameWriter writer)
    {
        writer.WriteInt((int)OpCode);
        writer.WriteBool(IsEnd);
        writer.WriteInt((int)Error);
    }
}
