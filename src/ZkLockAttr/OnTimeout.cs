namespace ZkLockAttr;

/// <summary>What a locked method does when its time-out runs out while somebody else has the lock.</summary>
public enum OnTimeout
{
    /// <summary>Throws <see cref="LockTimeoutException"/>.</summary>
    Throw,

    /// <summary>
    /// Returns without running the body, with the default value of its result.
    /// For methods without a result or with a <see cref="bool"/> or nullable one only. An outage still throws <see cref="LockUnavailableException"/>.
    /// </summary>
    Skip,
}
