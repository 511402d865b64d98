namespace ZkLockAttr.TestServers;

/// <summary>kazoo's locks; the names are those of the methods that make them.</summary>
public enum KazooLockKind
{
    /// <summary>Keeps out all three.</summary>
    Lock,

    /// <summary>Keeps out writers.</summary>
    ReadLock,

    /// <summary>Keeps out all three.</summary>
    WriteLock,
}
