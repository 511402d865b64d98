using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>A frame from the server.</summary>
internal sealed record Reply(int Xid, long Zxid, ZooKeeperError Error, byte[] Body)
{
    public bool IsEvent => Xid == ZooKeeper.Wire.Xid.WatchEvent;

    public WatchEvent Event
    {
        get
        {
            Assert.True(IsEvent);
            var reader = new JuteReader(Body);
            var notification = WatchNotification.Read(ref reader);
            return new WatchEvent(notification.Type, notification.Path);
        }
    }

    public static Reply Read(ReadOnlySpan<byte> frame)
    {
        var reader = new JuteReader(frame);
        var header = ReplyHeader.Read(ref reader);
        return new Reply(header.Xid, header.Zxid, header.Error, frame[16..].ToArray());
    }

    public Reply Ok()
    {
        Assert.Equal(ZooKeeperError.Ok, Error);
        return this;
    }

    public string Path()
    {
        var reader = new JuteReader(Ok().Body);
        return reader.ReadString();
    }

    public Stat Stat()
    {
        var reader = new JuteReader(Ok().Body);
        return ZooKeeper.Stat.Read(ref reader);
    }

    public (string Path, Stat Stat) PathAndStat()
    {
        var reader = new JuteReader(Ok().Body);
        return (reader.ReadString(), ZooKeeper.Stat.Read(ref reader));
    }

    public (byte[]? Data, Stat Stat) DataAndStat()
    {
        var reader = new JuteReader(Ok().Body);
        return (reader.ReadBuffer(), ZooKeeper.Stat.Read(ref reader));
    }

    public string[] Children()
    {
        var reader = new JuteReader(Ok().Body);
        var children = reader.ReadStrings();
        Array.Sort(children, StringComparer.Ordinal);
        return children;
    }

    public (string[] Children, Stat Stat) ChildrenAndStat()
    {
        var reader = new JuteReader(Ok().Body);
        var children = reader.ReadStrings();
        Array.Sort(children, StringComparer.Ordinal);
        return (children, ZooKeeper.Stat.Read(ref reader));
    }
}
