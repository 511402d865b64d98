namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>The numbers of requests, from 1 on, and those that are no request's own.</summary>
internal static class Xid
{
    public const int WatchEvent = -1;
    public const int Ping = -2;
    public const int Auth = -4;
    public const int SetWatches = -8;

    /// <summary>The number of the request behind one of this number; behind the largest comes 1 again.</summary>
    public static int After(int xid) => xid == int.MaxValue ? 1 : xid + 1;
}
