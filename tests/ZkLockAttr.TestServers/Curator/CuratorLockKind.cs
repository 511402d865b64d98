namespace ZkLockAttr.TestServers;

/// <summary>Curator's locks.</summary>
public enum CuratorLockKind
{
    /// <summary><c>InterProcessMutex</c>: sorts every child of its path, of whatever name.</summary>
    Mutex,

    /// <summary>The read lock of <c>InterProcessReadWriteLock</c>.</summary>
    ReadLock,

    /// <summary>The write lock of <c>InterProcessReadWriteLock</c>.</summary>
    WriteLock,

    /// <summary><c>InterProcessSemaphoreV2</c>.</summary>
    Semaphore,
}
