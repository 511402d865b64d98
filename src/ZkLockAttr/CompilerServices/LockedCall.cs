using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ZkLockAttr.CompilerServices;

/// <summary>One call of a generated method: its lock, from taking to releasing it; for generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LockedCall : IAsyncDisposable, IDisposable
{
    private readonly CancellationToken _callerToken;

    // Null where the caller's token cannot be cancelled: the lock's own token serves then, and nothing is allocated.
    private readonly LinkedToken? _linked;

    /// <summary>For generated code only.</summary>
    public LockedCall(LockHandle handle, CancellationToken callerToken)
    {
        Handle = handle;
        _callerToken = callerToken;
        _linked = callerToken.CanBeCanceled ? LinkedToken.Rent(callerToken, handle.LostToken) : null;
    }

    /// <summary>The lock.</summary>
    public LockHandle Handle { get; }

    /// <summary>The body's token: cancelled when the caller's is, or when the lock is lost.</summary>
    public CancellationToken Token => _linked?.Token ?? Handle.LostToken;

    /// <summary>Writes a lock's name: <c>LockedCall.Name($"orders/{order.Id}")</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="template">How it is written, for telemetry; the compiler gives it.</param>
    /// <exception cref="ArgumentException">A value is null or empty.</exception>
    public static LockName Name(ref LockNameHandler name, [CallerArgumentExpression(nameof(name))] string template = "") => name.Finish(template);

    /// <summary>Takes the lock.</summary>
    /// <remarks>Not async: the lock marks the calling flow as its holder, and an async method's mark would be gone for its caller.</remarks>
    public static ValueTask<LockHandle> AcquireAsync(
        IDistributedLocks locks, LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Given(locks).AcquireAsync(name, timeout, cancellationToken);

    /// <summary>Takes the lock, or returns null when the time runs out while somebody else has it.</summary>
    public static ValueTask<LockHandle?> TryAcquireAsync(
        IDistributedLocks locks, LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        Given(locks).TryAcquireAsync(name, timeout, cancellationToken);

    /// <summary>Takes the lock and blocks the thread meanwhile.</summary>
    public static LockHandle Acquire(IDistributedLocks locks, LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Given(locks).Acquire(name, timeout, cancellationToken);

    /// <summary>Takes the lock and blocks the thread meanwhile, or returns null when the time runs out while somebody else has it.</summary>
    public static LockHandle? TryAcquire(IDistributedLocks locks, LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        Given(locks).TryAcquire(name, timeout, cancellationToken);

    /// <inheritdoc cref="AcquireAsync(IDistributedLocks, LockName, TimeSpan?, CancellationToken)"/>
    public static ValueTask<LockHandle> AcquireAsync(
        IDistributedLocks locks, LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Given(locks).AcquireAsync(request, timeout, cancellationToken);

    /// <inheritdoc cref="TryAcquireAsync(IDistributedLocks, LockName, TimeSpan, CancellationToken)"/>
    public static ValueTask<LockHandle?> TryAcquireAsync(
        IDistributedLocks locks, LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        Given(locks).TryAcquireAsync(request, timeout, cancellationToken);

    /// <inheritdoc cref="Acquire(IDistributedLocks, LockName, TimeSpan?, CancellationToken)"/>
    public static LockHandle Acquire(IDistributedLocks locks, LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Given(locks).Acquire(request, timeout, cancellationToken);

    /// <inheritdoc cref="TryAcquire(IDistributedLocks, LockName, TimeSpan, CancellationToken)"/>
    public static LockHandle? TryAcquire(IDistributedLocks locks, LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        Given(locks).TryAcquire(request, timeout, cancellationToken);

    /// <summary>The body has returned.</summary>
    /// <exception cref="LockLostException">The lock was lost before.</exception>
    public void BodyReturned()
    {
        if (IsLost)
        {
            throw new LockLostException(Handle.Path, bodyCompleted: true);
        }
    }

    /// <summary>The body's items, under the lock.</summary>
    /// <remarks>To be called in the flow that has taken the lock: the flow is marked again at each item.</remarks>
    public IAsyncEnumerator<T> Enumerate<T>(IAsyncEnumerable<T> items) => new LockedItems<T>(this, items);

    /// <summary>
    /// What the caller should see instead of what the body threw: that the lock was lost, or the caller's own cancellation; null to let it pass.
    /// </summary>
    public Exception? Explain(Exception thrownByBody) => thrownByBody switch
    {
        LockLostException lost when lost.Path == Handle.Path => null,
        _ when IsLost => new LockLostException(Handle.Path, bodyCompleted: false, thrownByBody),
        OperationCanceledException cancelled when _linked is not null && cancelled.CancellationToken == _linked.Token && _callerToken.IsCancellationRequested
            => new OperationCanceledException(cancelled.Message, cancelled, _callerToken),
        _ => null,
    };

    /// <summary>Releases the lock.</summary>
    public ValueTask DisposeAsync()
    {
        _linked?.Dispose();
        return Handle.DisposeAsync();
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        _linked?.Dispose();
        Handle.Dispose();
    }

    internal void ThrowIfLost()
    {
        if (IsLost)
        {
            throw new LockLostException(Handle.Path, bodyCompleted: false);
        }
    }

    private bool IsLost => Handle.LostToken.IsCancellationRequested || !Handle.IsHeld;

    private static IDistributedLocks Given(IDistributedLocks? locks) =>
        locks ?? throw new InvalidOperationException(
            "A locked method was called, but the IDistributedLocks that it should lock with is null. Give its object one.");
}
