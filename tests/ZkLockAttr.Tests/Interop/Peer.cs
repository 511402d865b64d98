namespace ZkLockAttr.Tests.Interop;

/// <summary>Another client's lock.</summary>
public enum Peer
{
    KazooLock,
    KazooReadLock,
    KazooWriteLock,
    CuratorMutex,
    CuratorReadLock,
    CuratorWriteLock,
}
