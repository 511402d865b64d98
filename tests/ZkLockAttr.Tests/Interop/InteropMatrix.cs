namespace ZkLockAttr.Tests.Interop;

/// <summary>Who keeps whom out on one path: measured, with ZooKeeper 3.8.0, kazoo 2.8 and Curator 5.4.0.</summary>
internal static class InteropMatrix
{
    private const string Both = "";

    /// <summary>Every pair, what happens when they hold and we come, when we hold and they come, and why where it is a no.</summary>
    /// <remarks>
    /// What is theirs to see is what their names are sorted by: kazoo looks at children that end in <c>__lock__</c> (its readers, and who waits for them, also
    /// <c>__rlock__</c>) and a number; Curator's locks at what follows <c>lock-</c>, <c>__READ__</c> or <c>__WRIT__</c>, else at the whole name, and ours, which
    /// begins with a letter, is then behind every number.
    /// </remarks>
    public static readonly InteropCell[] Cells =
    [
        new(OurLock.Exclusive, Peer.KazooLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Exclusive, Peer.KazooReadLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Exclusive, Peer.KazooWriteLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Exclusive, Peer.CuratorMutex, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),
        new(OurLock.Exclusive, Peer.CuratorReadLock, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),
        new(OurLock.Exclusive, Peer.CuratorWriteLock, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),

        new(OurLock.Shared, Peer.KazooLock, WeAreKeptOut: true, TheyAreKeptOut: false, "kazoo's Lock does not look at readers, kazoo's own neither"),
        new(OurLock.Shared, Peer.KazooReadLock, WeAreKeptOut: false, TheyAreKeptOut: false, "readers hold together"),
        new(OurLock.Shared, Peer.KazooWriteLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Shared, Peer.CuratorMutex, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),
        new(OurLock.Shared, Peer.CuratorReadLock, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),
        new(OurLock.Shared, Peer.CuratorWriteLock, WeAreKeptOut: false, TheyAreKeptOut: false, "only kazoo's names count, and ours is behind every number"),

        new(OurLock.Universal, Peer.KazooLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Universal, Peer.KazooReadLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Universal, Peer.KazooWriteLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Universal, Peer.CuratorMutex, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Universal, Peer.CuratorReadLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
        new(OurLock.Universal, Peer.CuratorWriteLock, WeAreKeptOut: true, TheyAreKeptOut: true, Both),
    ];

    /// <summary>The nodes that a lock of ours has in the queue, without their numbers; one owner and attempt.</summary>
    public static string[] NodesOf(OurLock ours) => ours switch
    {
        OurLock.Exclusive => ["z0123456789abcdef00000001__lock__"],
        OurLock.Shared => ["z0123456789abcdef00000001__rlock__"],
        _ => ["z0123456789abcdef00000001__lock__", "lock-", "z0123456789abcdef00000001__WRIT__"],
    };

    /// <summary>What a node of theirs is called.</summary>
    public static string PatternOf(Peer theirs) => theirs switch
    {
        Peer.KazooLock or Peer.KazooWriteLock => "^[0-9a-f]{32}__lock__[0-9]{10}$",
        Peer.KazooReadLock => "^[0-9a-f]{32}__rlock__[0-9]{10}$",
        Peer.CuratorMutex => "^_c_[0-9a-f-]{36}-lock-[0-9]{10}$",
        Peer.CuratorReadLock => "^_c_[0-9a-f-]{36}-__READ__[0-9]{10}$",
        _ => "^_c_[0-9a-f-]{36}-__WRIT__[0-9]{10}$",
    };
}
