namespace ZkLockAttr;

/// <summary>The lock was lost before the body of a locked method ended: somebody else may have run meanwhile.</summary>
public sealed class LockLostException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="bodyCompleted">Whether the body returned.</param>
    /// <param name="bodyException">What the body threw, if it threw.</param>
    public LockLostException(string path, bool bodyCompleted, Exception? bodyException = null)
        : base(bodyCompleted
            ? $"The lock '{path}' was lost before the method ended. Its body ran to the end, perhaps together with another holder."
            : $"The lock '{path}' was lost before the method ended. Its body was stopped by an exception.", bodyException)
    {
        Path = path;
        BodyCompleted = bodyCompleted;
    }

    /// <summary>The lock's path in ZooKeeper.</summary>
    public string Path { get; }

    /// <summary>True if the body returned; false if it threw, and then <see cref="Exception.InnerException"/> says what.</summary>
    public bool BodyCompleted { get; }
}
