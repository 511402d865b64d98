namespace ZkLockAttr.ZooKeeper.Wire.Records;

internal readonly record struct WatchNotification(WatchEventType Type, string Path)
{
    private const int SyncConnected = 3;

    public static WatchNotification Read(ref JuteReader reader)
    {
        var type = (WatchEventType)reader.ReadInt();
        reader.ReadInt(); // the session's state: always SyncConnected on the wire
        return new WatchNotification(type, reader.ReadString());
    }

    public void Write(FrameWriter writer)
    {
        writer.WriteInt((int)Type);
        writer.WriteInt(SyncConnected);
        writer.WriteString(Path);
    }
}
