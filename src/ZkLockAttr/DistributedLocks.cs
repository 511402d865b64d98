namespace ZkLockAttr;

/// <summary>Locks in one ZooKeeper ensemble.</summary>
public sealed class DistributedLocks : IDistributedLocks
{
    /// <summary>The locks that static methods use.</summary>
    public static IDistributedLocks Default { get; set; } = null!;

    /// <inheritdoc/>
    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
