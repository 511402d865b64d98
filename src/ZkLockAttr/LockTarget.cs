namespace ZkLockAttr;

/// <summary>One name of a request.</summary>
/// <param name="Name">The name.</param>
/// <param name="Mode">The mode, where it is a lock.</param>
/// <param name="MaxCount">How many can hold it together; 0 where it is a lock.</param>
internal readonly record struct LockTarget(LockName Name, LockMode Mode, int MaxCount)
{
    public static LockTarget Of(LockName name, LockMode mode) => mode is LockMode.Exclusive or LockMode.Shared
        ? new LockTarget(Given(name), mode, 0)
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "A lock is Exclusive or Shared.");

    public static LockTarget OfSemaphore(LockName name, int maxCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return new LockTarget(Given(name), LockMode.Shared, maxCount);
    }

    private static LockName Given(LockName name) =>
        name != default ? name : throw new ArgumentException("default(LockName) is no name: give the lock a name.", nameof(name));

    public override string ToString() => MaxCount > 0 ? $"{Name} (one of {MaxCount})" : Mode == LockMode.Shared ? $"{Name} (shared)" : $"{Name}";
}
