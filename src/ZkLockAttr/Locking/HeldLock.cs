using System.Threading.Tasks.Sources;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>A lock in the hands of one caller.</summary>
/// <remarks>The hold may serve others once this is over: from then on nothing is read from it but what is the same for all whom it serves.</remarks>
internal sealed class HeldLock(Hold hold, Caller caller) : LockHandle, IReleaseListener, IValueTaskSource
{
    private readonly LockFlow _flow = caller.Flow;

    // Where the same nodes may serve several callers, their number is none of the caller's; and a semaphore's are in no order.
    private readonly bool _hidesToken = caller.Demand.AllowsHandOver || caller.Demand.FirstKind.IsSemaphore;

    // Made when somebody asks for its token, on any thread: whoever comes second, the one who asks or the loss, cancels it.
    private CancellationTokenSource? _lost;

    // Whoever listens; null for nobody, and once they are told of the end.
    private LockObservation? _observation = caller.Observation;

    // Who releases waits for it.
    private Outcome<bool> _released = new();

    // Set once, under the session's gate; read anywhere.
    private volatile bool _isOver;
    private volatile bool _isLost;

    private IZooKeeperSession Session => hold.Table.Session;

    /// <summary>The transaction that made the nodes on which it stands.</summary>
    public long Czxid { get; } = hold.Claim.Czxid;

    /// <summary>When the caller got it.</summary>
    public TimeSpan Since { get; } = hold.Table.Session.Now;

    /// <summary>Whether somebody was told that it is held for long. Owned by the hold.</summary>
    public bool IsKnownAsLong { get; set; }

    /// <summary>The nodes on which it stands, while it is not over.</summary>
    public Claim Claim => hold.Claim;

    public override string Name => hold.Table.NameOf(hold.Demand);

    public override string Path => hold.Demand.DescribePaths();

    public override long FencingToken => !_hidesToken
        ? Czxid
        : throw new InvalidOperationException(
            $"The lock '{Path}' has no fencing token: it is a semaphore's, or was asked for with LockOptions.HandOver or Retain, and the holder before may have had the same.");

    public override CancellationToken LostToken
    {
        get
        {
            if (_isLost)
            {
                return new CancellationToken(canceled: true);
            }

            var lost = _lost;
            if (lost is null)
            {
                var made = new CancellationTokenSource();
                lost = Interlocked.CompareExchange(ref _lost, made, null) ?? made;
                if (_isLost)
                {
                    lost.Cancel();
                }
            }

            return lost.Token;
        }
    }

    public override bool IsHeld
    {
        get
        {
            // The lease first: a new session's lease begins only after the old session's locks are over.
            if (Session.Lease.IsValid)
            {
                return !_isOver;
            }

            // Now is past the lease, or the clock has jumped. Only the first is final.
            if (!_isOver && Session.Now >= Session.Lease.Until)
            {
                using var scope = new SessionScope(Session);
                if (!_isOver)
                {
                    hold.Lose(LossReason.Unconfirmed);
                }
            }

            return false;
        }
    }

    public override async ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default)
    {
        Validation validation;
        using (new SessionScope(Session))
        {
            if (_isOver)
            {
                return false;
            }

            validation = new Validation(Session, Claim);
            validation.Begin();
        }

        return await validation.Task.WaitAsync(cancellationToken).ConfigureAwait(false) && IsHeld;
    }

    public override async ValueTask DowngradeAsync(CancellationToken cancellationToken = default)
    {
        Task downgrade;
        using (new SessionScope(Session))
        {
            ThrowIfOver();
            downgrade = hold.Downgrade();
        }

        try
        {
            await downgrade.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ZooKeeperException refused)
        {
            throw new LockUnavailableException(Path, $"it is held still, but could not be downgraded: {refused.Message}", refused);
        }

        ThrowIfOver();
    }

    public override ValueTask DisposeAsync() => Release() ? new ValueTask(this, _released.Version) : default;

    public override void Dispose()
    {
        if (Release())
        {
            _released.Wait(_released.Version, Session);
        }
    }

    /// <summary>Releases it, and waits for nothing.</summary>
    public void LetGo() => Release();

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _released.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _released.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _released.Wait(token, Session);
        _released.GetResult(token);
    }

    void IReleaseListener.OnReleased() => _released.Succeed(true);

    /// <summary>Called under the session's gate.</summary>
    public void OnLost()
    {
        _isOver = true;
        _isLost = true;

        // Between this write and the look below: whoever makes the token meanwhile does it the other way round, so that one of the two sees the other.
        Interlocked.MemoryBarrier();
        _flow.End();

        // Callbacks run on the pool, never here; IsCancellationRequested is true at once.
        _ = _lost?.CancelAsync();
    }

    // Releases it, once. False if there is nothing to wait for.
    private bool Release()
    {
        Interlocked.Exchange(ref _observation, null)?.OnHoldEnded(_isLost);
        if (_isOver)
        {
            return false;
        }

        using var scope = new SessionScope(Session);
        if (_isOver)
        {
            return false;
        }

        _isOver = true;
        _flow.End();
        return hold.Release(this)?.TryAwaitRelease(this) ?? false;
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new LockLostException(Path, bodyCompleted: false);
        }
    }
}
