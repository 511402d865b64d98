using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>Who works with a claim; all calls come under the session's gate.</summary>
internal interface IClaimOwner
{
    /// <summary>All its nodes exist: they were made, or found again after a lost answer.</summary>
    void OnCreated();

    /// <summary>None was made.</summary>
    /// <param name="error">Why.</param>
    /// <param name="lockPath">The lock whose node could not be made.</param>
    void OnCreateFailed(ZooKeeperError error, string lockPath);

    /// <summary>They may exist, but may not be looked for.</summary>
    void OnSearchRefused(ZooKeeperError error, string lockPath);

    /// <summary>One at least is gone, never was or is closed to us, and the others are given up.</summary>
    /// <param name="error">What was answered when it was looked for.</param>
    void OnClaimLost(ZooKeeperError error);
}
