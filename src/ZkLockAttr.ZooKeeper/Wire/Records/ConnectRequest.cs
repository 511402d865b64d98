namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <param name="LastZxidSeen">The highest transaction this session has seen: a server that is behind it refuses the connection.</param>
/// <param name="TimeoutMs">The wanted session time-out.</param>
/// <param name="SessionId">0 asks for a new session.</param>
/// <param name="Password">16 bytes, zeros for a new session.</param>
/// <param name="ReadOnly">Whether a read-only server would do.</param>
internal readonly record struct ConnectRequest(long LastZxidSeen, int TimeoutMs, long SessionId, byte[] Password, bool ReadOnly)
{
    public const int PasswordLength = 16;

    public static ConnectRequest Read(ref JuteReader reader)
    {
        reader.ReadInt(); // protocol version
        return new ConnectRequest(
            reader.ReadLong(),
            reader.ReadInt(),
            reader.ReadLong(),
            reader.ReadBuffer() ?? [],

            // Absent from clients older than 3.4.
            reader.HasMore && reader.ReadBool());
    }

    public void Write(FrameWriter writer)
    {
        writer.WriteInt(0);
        writer.WriteLong(LastZxidSeen);
        writer.WriteInt(TimeoutMs);
        writer.WriteLong(SessionId);
        writer.WriteBuffer(Password);
        writer.WriteBool(ReadOnly);
    }
}
