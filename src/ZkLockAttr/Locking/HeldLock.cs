using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>A lock in the hands of one caller.</summary>
internal sealed class HeldLock(Hold hold, Caller caller) : LockHandle
{
    private readonly IZooKeeperSession _session = hold.Table.Session;
    private readonly LockFlow _flow = caller.Flow;

    // Where the same nodes may serve several callers, their number is none of the caller's; and a semaphore's are in no order.
    private readonly bool _hidesToken = caller.Demand.AllowsHandOver || caller.Demand.FirstKind.IsSemaphore;

    // Made when somebody asks for its token, on any thread: whoever comes second, the one who asks or the loss, cancels it.
    private CancellationTokenSource? _lost;

    // Set once, under the session's gate; read anywhere.
    private volatile bool _isOver;
    private volatile bool _isLost;

    /// <summary>The nodes that it stands on.</summary>
    public Claim Claim => hold.Claim;

    public override string Name => hold.Table.NameOf(hold.Demand);

    public override string Path => hold.Demand.DescribePaths();

    public override long FencingToken => !_hidesToken
        ? Claim.Czxid
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
            if (_session.Lease.IsValid)
            {
                return !_isOver;
            }

            // Now is past the lease, or the clock has jumped. Only the first is final.
            if (!_isOver && _session.Now >= _session.Lease.Until)
            {
                using var scope = new SessionScope(_session);
                hold.OnLeaseEnded();
            }

            return false;
        }
    }

    public override async ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default)
    {
        var validation = new Validation(_session, Claim);
        using (new SessionScope(_session))
        {
            if (_isOver)
            {
                return false;
            }

            validation.Begin();
        }

        return await validation.Task.WaitAsync(cancellationToken).ConfigureAwait(false) && IsHeld;
    }

    public override async ValueTask DowngradeAsync(CancellationToken cancellationToken = default)
    {
        Task downgrade;
        using (new SessionScope(_session))
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

    public override ValueTask DisposeAsync() => new(Release());

    // Task.Wait is woken directly by the session's thread: no pool is needed.
    public override void Dispose() => Release().Wait();

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

    private Task Release()
    {
        if (_isOver)
        {
            return Task.CompletedTask;
        }

        using var scope = new SessionScope(_session);
        if (_isOver)
        {
            return Task.CompletedTask;
        }

        _isOver = true;
        _flow.End();
        return hold.Release(this);
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new LockLostException(Path, bodyCompleted: false);
        }
    }
}
