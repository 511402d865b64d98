namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <param name="TimeoutMs">The negotiated session time-out; 0 or less if the session is unknown, expired, or the password wrong.</param>
/// <param name="SessionId">The session, 0 when refused.</param>
/// <param name="Password">What a re-attachment must show.</param>
/// <param name="ReadOnly">Whether the server is read-only: such a session is local to it and no real one.</param>
internal readonly record struct ConnectResponse(int TimeoutMs, long SessionId, byte[] Password, bool ReadOnly)
{
    public bool IsRefusal => TimeoutMs <= 0;

    public static ConnectResponse Read(ref JuteReader reader)
    {
        reader.ReadInt(); // protocol version
        return new ConnectResponse(reader.ReadInt(), reader.ReadLong(), reader.ReadBuffer() ?? [], reader.HasMore && reader.ReadBool());
    }

    /// <param name="writer">Where to.</param>
    /// <param name="withReadOnly">False for clients older than 3.4, which did not send the field and do not expect it.</param>
    public void Write(FrameWriter writer, bool withReadOnly = true)
    {
        writer.WriteInt(0);
        writer.WriteInt(TimeoutMs);
        writer.WriteLong(SessionId);
        writer.WriteBuffer(Password);
        if (withReadOnly)
        {
            writer.WriteBool(ReadOnly);
        }
    }
}
