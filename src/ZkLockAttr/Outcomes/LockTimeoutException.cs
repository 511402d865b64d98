using System.Globalization;

namespace ZkLockAttr;

/// <summary>The time to wait for a lock ran out while somebody else had it.</summary>
public sealed class LockTimeoutException : TimeoutException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="timeout">How long was waited.</param>
    /// <param name="holder">Who has the lock, as far as it was seen.</param>
    public LockTimeoutException(string path, TimeSpan timeout, string? holder = null)
        : base(timeout == TimeSpan.Zero
            ? $"The lock '{path}' was not free{HeldBy(holder)}."
            : string.Create(CultureInfo.InvariantCulture, $"The lock '{path}' was not free within {timeout.TotalSeconds:0.###} s{HeldBy(holder)}."))
    {
        Path = path;
        Timeout = timeout;
        Holder = holder;
    }

    /// <summary>The lock's path in ZooKeeper.</summary>
    public string Path { get; }

    /// <summary>How long was waited.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Who had the lock, or one of several who may have had it: text for people, null if nobody could be named.</summary>
    public string? Holder { get; }

    private static string HeldBy(string? holder) => holder is null ? "" : $": it is held by {holder}";
}
