namespace ZkLockAttr.Locking.Queueing;

/// <summary>What stands right before the number in the name of a queue node: by it each client knows its own kinds.</summary>
internal enum QueueMark
{
    /// <summary><c>__lock__</c>: kazoo's and our exclusive locks.</summary>
    Lock,

    /// <summary><c>__rlock__</c>: kazoo's and our shared locks.</summary>
    ReadLock,

    /// <summary><c>__sem&lt;n&gt;__</c>: a place of our semaphore of n.</summary>
    Semaphore,

    /// <summary><c>lock-</c>: Curator's mutex and DistributedLock's lock.</summary>
    PlainLock,

    /// <summary><c>__READ__</c>: Curator's read lock.</summary>
    CuratorRead,

    /// <summary><c>__WRIT__</c>: Curator's write lock.</summary>
    CuratorWrite,

    /// <summary><c>read-</c>: DistributedLock's read lock.</summary>
    PlainRead,

    /// <summary><c>write-</c>: DistributedLock's write lock.</summary>
    PlainWrite,
}
