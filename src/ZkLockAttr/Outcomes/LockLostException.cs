namespace ZkLockAttr;

/// <summary>The lock was lost before the body of a locked method ended: somebody else may have run meanwhile.</summary>
public sealed class LockLostException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="bodyCompleted">Whether the body returned.</param>
    /// <param name="bodyException">What the body threw, if it threw.</param>
    public LockLostException(string path, bool bodyCompleted, Exception? bodyException = null)
        : base($"The lock '{path}' was lost before the method ended. {WhatBecame(bodyCompleted, bodyException)}", bodyException)
    {
        Path = path;
        BodyCompleted = bodyCompleted;
    }

    /// <summary>The lock's path in ZooKeeper.</summary>
    public string Path { get; }

    /// <summary>True if the body returned. False if it threw, and then <see cref="Exception.InnerException"/> says what, or if it had not ended.</summary>
    public bool BodyCompleted { get; }

    private static string WhatBecame(bool bodyCompleted, Exception? bodyException) => (bodyCompleted, bodyException) switch
    {
        (true, _) => "Its body ran to the end, perhaps together with another holder.",
        (false, null) => "Its body had not ended.",
        _ => "Its body was stopped by an exception.",
    };
}
