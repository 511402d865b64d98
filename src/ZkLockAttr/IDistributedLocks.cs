namespace ZkLockAttr;

/// <summary>Distributed locks by name. Thread-safe; make one for each ensemble and keep it as long as the process.</summary>
public interface IDistributedLocks
{
    /// <summary>Waits for the lock. What is returned is awaited once, as every value task.</summary>
    /// <param name="name">The lock's name below the root. A string converts to it.</param>
    /// <param name="timeout">How long to wait; 0 tries once, null waits until cancelled.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is left behind.</param>
    /// <exception cref="LockTimeoutException">The time ran out while somebody else had the lock.</exception>
    /// <exception cref="LockUnavailableException">The ensemble could not be reached, or did not answer in time.</exception>
    /// <exception cref="LockRecursionException">This flow holds the lock already, in whatever mode.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative.</exception>
    /// <exception cref="ObjectDisposedException">The locks were disposed, before or while waiting.</exception>
    ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock for at most <paramref name="timeout"/>; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync(LockName, TimeSpan?, CancellationToken)"/>
    ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock and blocks the thread meanwhile.</summary>
    /// <inheritdoc cref="AcquireAsync(LockName, TimeSpan?, CancellationToken)"/>
    LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for the lock for at most <paramref name="timeout"/> and blocks the thread meanwhile; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync(LockName, TimeSpan?, CancellationToken)"/>
    LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>Waits for what the request asks for.</summary>
    /// <param name="request">One lock or several, their modes, or a place of a semaphore.</param>
    /// <param name="timeout">How long to wait; 0 tries once, null waits until cancelled.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is left behind.</param>
    /// <exception cref="LockTimeoutException">The time ran out while somebody else had the lock, or one of them.</exception>
    /// <exception cref="LockUnavailableException">The ensemble could not be reached, or did not answer in time.</exception>
    /// <exception cref="LockRecursionException">This flow holds the lock already, or one of them, in whatever mode.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative.</exception>
    /// <exception cref="ArgumentException">The request asks for what cannot go together, or for so many long names that ZooKeeper would not take them at once.</exception>
    /// <exception cref="InvalidOperationException">The name is used as a semaphore of another count, or both as a lock and as a semaphore.</exception>
    /// <exception cref="ObjectDisposedException">The locks were disposed, before or while waiting.</exception>
    ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for what the request asks for, for at most <paramref name="timeout"/>; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync(LockRequest, TimeSpan?, CancellationToken)"/>
    ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>Waits for what the request asks for and blocks the thread meanwhile.</summary>
    /// <inheritdoc cref="AcquireAsync(LockRequest, TimeSpan?, CancellationToken)"/>
    LockHandle Acquire(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for what the request asks for, for at most <paramref name="timeout"/>, and blocks the thread meanwhile; by default it tries once.</summary>
    /// <returns>The lock, or null when the time ran out while somebody else had it.</returns>
    /// <inheritdoc cref="AcquireAsync(LockRequest, TimeSpan?, CancellationToken)"/>
    LockHandle? TryAcquire(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Who holds the lock and who waits for it, in the order of the queue, from whatever machine, process and client. Nothing is taken. What is told may have
    /// changed when it is read.
    /// </summary>
    /// <exception cref="LockUnavailableException">The ensemble could not be reached within the connect time-out.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken = default);
}
