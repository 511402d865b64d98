using System.Collections.Concurrent;

namespace ZkLockAttr.CompilerServices;

/// <summary>
/// A token that is cancelled with the caller's or with the lock's, for one call of a body. It is used again by later calls, as that of a web
/// request is by its server: whatever the body leaves behind must not go on with it.
/// </summary>
/// <remarks>One call owns it from <see cref="Rent"/> to <see cref="Dispose"/>; in between nothing but the two registrations cancels it.</remarks>
internal sealed class LinkedToken : IDisposable
{
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<LinkedToken> Kept = new();

    // As many as are in the queue, or about to be.
    private static int _keptCount;

    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _caller;
    private CancellationTokenRegistration _lock;

    private LinkedToken()
    {
    }

    public CancellationToken Token => _source.Token;

    public static LinkedToken Rent(CancellationToken caller, CancellationToken lost)
    {
        if (Kept.TryDequeue(out var linked))
        {
            Interlocked.Decrement(ref _keptCount);
        }
        else
        {
            linked = new LinkedToken();
        }

        linked._caller = caller.UnsafeRegister(Cancel, linked);
        linked._lock = lost.UnsafeRegister(Cancel, linked);
        return linked;
    }

    public void Dispose()
    {
        // Dispose waits for a cancellation that is under way on another thread: after both nobody can cancel the next call's.
        _caller.Dispose();
        _lock.Dispose();
        if (_source.TryReset() && TryKeep())
        {
            return;
        }

        _source.Dispose();
    }

    private bool TryKeep()
    {
        if (Interlocked.Increment(ref _keptCount) > MostKept)
        {
            Interlocked.Decrement(ref _keptCount);
            return false;
        }

        Kept.Enqueue(this);
        return true;
    }

    private static void Cancel(object? linked) => ((LinkedToken)linked!)._source.Cancel();
}
