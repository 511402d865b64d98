namespace ZkLockAttr;

/// <summary>What a caller can do without, or wants besides, when it asks for a lock.</summary>
[Flags]
public enum LockOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// The lock may come straight from the caller of this process that had it before, without the network. Its handle has no
    /// <see cref="LockHandle.FencingToken"/>: the holder before had the same. Methods marked <see cref="DistributedLockAttribute"/> ask so when their body takes no handle.
    /// </summary>
    HandOver = 1,

    /// <summary>The exclusive lock can be turned into a shared one by <see cref="LockHandle.DowngradeAsync"/>. Costs a second node. For one name only, and not under <see cref="LockInterop.Universal"/>.</summary>
    Downgradable = 2,
}
