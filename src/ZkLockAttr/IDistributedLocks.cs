namespace ZkLockAttr;

/// <summary>Distributed locks by name. Thread-safe; make one for each ensemble and keep it as long as the process.</summary>
public interface IDistributedLocks
{
    /// <summary>Waits for the lock.</summary>
    /// <param name="name">The lock's name below the root. A string converts to it.</param>
    /// <param name="timeout">How long to wait; 0 tries once, null waits until cancelled.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is left behind.</param>
    /// <exception cref="LockTimeoutException">The time ran out while somebody else had the lock.</exception>
    /// <exception cref="LockUnavailableException">The ensemble could not be reached, or did not answer in time.</exception>
    /// <exception cref="LockRecursionException">This flow holds the lock already.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative.</exception>
    /// <exception cref="ObjectDisposedException">The locks were disposed, before or while waiting.</exception>
    ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock for at most <paramref name="timeout"/>; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync"/>
    ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock and blocks the thread meanwhile.</summary>
    /// <inheritdoc cref="AcquireAsync"/>
    LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock for at most <paramref name="timeout"/> and blocks the thread meanwhile; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync"/>
    LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default);
}
