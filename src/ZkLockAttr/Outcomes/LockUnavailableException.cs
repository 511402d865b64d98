namespace ZkLockAttr;

/// <summary>
/// The lock could not be asked for: no ZooKeeper session within the connect time-out, or no answer before the time ran out.
/// It says nothing about whether somebody holds the lock.
/// </summary>
public sealed class LockUnavailableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="reason">What was tried, and why it failed: each server with its reason.</param>
    /// <param name="innerException">The last failure.</param>
    public LockUnavailableException(string path, string reason, Exception? innerException = null)
        : base($"The lock '{path}' could not be asked for: {reason}", innerException) => Path = path;

    /// <summary>The lock's path in ZooKeeper.</summary>
    public string Path { get; }
}
