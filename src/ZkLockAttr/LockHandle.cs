namespace ZkLockAttr;

/// <summary>A lock that is held until this handle is disposed or the lock is lost.</summary>
/// <remarks>Abstract, so that tests can fake it. All members can be used from any thread.</remarks>
public abstract class LockHandle : IAsyncDisposable, IDisposable
{
    /// <summary>The lock's name below the root, escaped: <c>orders/42</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The lock's path in ZooKeeper: <c>/locks/orders/42</c>.</summary>
    public abstract string Path { get; }

    /// <summary>
    /// Whether the ensemble surely still keeps this lock for us at this moment. Once false because the lock was lost or released, it stays false.
    /// It can be false for a moment after this machine was suspended, until the ensemble has answered again.
    /// </summary>
    public abstract bool IsHeld { get; }

    /// <summary>Cancelled when the lock is lost: stop working. Not cancelled by disposing the handle.</summary>
    public abstract CancellationToken LostToken { get; }

    /// <summary>
    /// A number that grows with each holder of the lock. Send it with each write to the protected resource, and have the resource refuse
    /// a number smaller than the largest it has seen: that covers pauses that no clock shows. Shared holders' numbers are ordered against those of
    /// exclusive ones only.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is none: a semaphore's holders are in no order, and what may be handed over or retained may have had the number before.
    /// </exception>
    public abstract long FencingToken { get; }

    /// <summary>
    /// Asks the ensemble now whether the lock is still held. A quorum must answer, so this takes a round trip.
    /// </summary>
    /// <returns>True if a quorum confirmed that the lock is held; false if it is lost or released.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled before the ensemble answered.</exception>
    public abstract ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Turns the exclusive lock into a shared one without letting go of it: readers may come in from now on, writers may not. Returns when the ensemble has
    /// confirmed it. Twice is fine. There is no way back: release, and ask again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The lock was not asked for as <see cref="LockOptions.Downgradable"/>.</exception>
    /// <exception cref="LockLostException">The lock is lost or released.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled before the ensemble answered: it may be downgraded or not yet, and will be.</exception>
    public virtual ValueTask DowngradeAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"The lock '{Path}' cannot be downgraded: ask for it with LockOptions.Downgradable.");

    /// <summary>
    /// Releases the lock and returns when the ensemble has confirmed it. Never throws for a passing fault: a release that cannot be confirmed
    /// now goes on in the background. Disposing twice is fine.
    /// </summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Releases the lock as <see cref="DisposeAsync"/> does and blocks until the ensemble has confirmed it.</summary>
    public abstract void Dispose();
}
