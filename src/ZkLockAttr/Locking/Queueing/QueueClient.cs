namespace ZkLockAttr.Locking.Queueing;

/// <summary>The client that made a node, as far as its name tells.</summary>
internal enum QueueClient
{
    Unknown,
    ZkLockAttr,
    Kazoo,
    Curator,
    DistributedLock,
}
