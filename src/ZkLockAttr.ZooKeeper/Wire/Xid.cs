namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>The numbers that are no request's own.</summary>
internal static class Xid
{
    public const int WatchEvent = -1;
    public const int Ping = -2;
    public const int Auth = -4;
    public const int SetWatches = -8;
}
