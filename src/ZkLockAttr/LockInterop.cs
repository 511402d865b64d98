namespace ZkLockAttr;

/// <summary>Which other clients' locks on the same path exclude ours, and are excluded by them.</summary>
public enum LockInterop
{
    /// <summary>
    /// kazoo's <c>Lock</c> and <c>WriteLock</c>. A shared lock of ours keeps kazoo's <c>WriteLock</c> out and is kept out by both, but does not keep out
    /// kazoo's <c>Lock</c>, which does not look at readers.
    /// </summary>
    Kazoo,

    /// <summary>
    /// The exclusive and the read-write locks of kazoo and Curator, ZooKeeper's own Java recipe, and DistributedLock's lock (its reader-writer lock keeps ours
    /// out, but is not kept out). Each lock takes three nodes, and <see cref="LockMode.Shared"/> is refused.
    /// </summary>
    Universal,
}
