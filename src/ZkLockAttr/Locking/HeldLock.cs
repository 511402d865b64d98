using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>A lock in the hands of its caller.</summary>
internal sealed class HeldLock(Contender contender, QueueNode node) : LockHandle
{
    private readonly IZooKeeperSession _session = contender.Table.Session;
    private readonly CancellationTokenSource _lost = new();

    // Set once, under the session's gate; read anywhere.
    private volatile bool _isOver;

    public override string Name { get; } = contender.Table.NameOf(contender.Path);

    public override string Path => contender.Path;

    public override long FencingToken { get; } = node.Czxid;

    public override CancellationToken LostToken => _lost.Token;

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
                contender.OnLeaseEnded();
            }

            return false;
        }
    }

    public override async ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default)
    {
        var validation = new Validation(_session, node);
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

    public override ValueTask DisposeAsync() => new(Release());

    // Task.Wait is woken directly by the session's thread: no pool is needed.
    public override void Dispose() => Release().Wait();

    /// <summary>Called under the session's gate.</summary>
    public void OnLost()
    {
        _isOver = true;

        // Callbacks run on the pool, never here; IsCancellationRequested is true at once.
        _ = _lost.CancelAsync();
    }

    private Task Release()
    {
        if (_isOver)
        {
            return Task.CompletedTask;
        }

        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (new SessionScope(_session))
        {
            _isOver = true;
            contender.Release(released);
        }

        return released.Task;
    }
}
