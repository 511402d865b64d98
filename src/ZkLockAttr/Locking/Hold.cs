using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// A lock, or several together, that this process has in the ensemble: from the grant until its nodes are given up. In between it may go from one caller to
/// the next, be shared by several, be kept for the next one, or be kept from everybody for a while. As a <see cref="Deadline"/> it is the end of such a keeping.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed partial class Hold : Deadline, IClaimOwner, ICompanyListener, IOperationOwner
{
    private readonly LockTable _table;
    private readonly IHoldOwner _owner;
    private readonly Demand _demand;
    private readonly List<HeldLock> _handles = [];
    private State _state = State.Over;
    private Claim _claim = null!;
    private Solitude? _solitude;

    // How often it was handed over since then: the grant, or the end of being alone.
    private TimeSpan _countedSince;
    private int _handOvers;

    // What the latest caller wanted, and the longest that any has: nobody else may have it before.
    private TimeSpan _retain;
    private TimeSpan _notBefore;

    private Task? _downgrade;

    /// <param name="table">Whose it is.</param>
    /// <param name="owner">Who decides what becomes of it.</param>
    /// <param name="demand">What for.</param>
    public Hold(LockTable table, IHoldOwner owner, in Demand demand)
    {
        _table = table;
        _owner = owner;
        _demand = demand;
    }

    private enum State
    {
        /// <summary>At least one caller has it.</summary>
        Used,

        /// <summary>Released, but not to be free before its time.</summary>
        Lingering,

        /// <summary>Released, and kept for the next caller of this process until somebody else wants it.</summary>
        Retained,

        Over,
    }

    public LockTable Table => _table;

    public Claim Claim => _claim;

    public bool IsOver => _state == State.Over;

    public bool IsRetained => _state == State.Retained;

    /// <summary>Whether it is kept although nobody uses it, until it is known whether it can go on to the next caller.</summary>
    public bool IsFree => _state == State.Used && _handles.Count == 0;

    /// <summary>Whether nobody else can hold it at the same time.</summary>
    public bool IsExclusive => _downgrade is null && Array.Exists(_demand.Wishes, wish => wish.Kind.IsExclusive);

    public ref readonly Demand Demand => ref _demand;

    private TimeSpan Now => _table.Session.Now;

    /// <summary>Whether, after it has ended, it can begin again with other nodes for such a demand: nobody is left who could still speak to it.</summary>
    public bool CanServeAgain(in Demand demand) => IsOver && _solitude is null && _downgrade is null && _demand.IsLike(demand);

    /// <summary>The nodes are granted; once more, if it had others that it has given up.</summary>
    /// <param name="claim">The nodes.</param>
    /// <param name="solitude">Whether nobody else is in the queue, if that was asked for on the way.</param>
    public void Begin(Claim claim, Solitude? solitude)
    {
        _claim = claim;
        _claim.HandTo(this);
        _solitude = solitude;
        _solitude?.Begin(this);

        _state = State.Used;
        _countedSince = Now;
        _handOvers = 0;
        _notBefore = default;
        _table.Remember(this);
    }

    /// <summary>Gives it to a caller.</summary>
    public void Serve(Caller caller, bool isHandOver)
    {
        _table.Session.Unschedule(this);
        _state = State.Used;
        _handOvers += isHandOver ? 1 : 0;
        _retain = caller.Demand.Retain;
        var notBefore = After(Now, caller.Demand.HoldAtLeast);
        _notBefore = notBefore > _notBefore ? notBefore : _notBefore;

        var handle = new HeldLock(this, caller);
        _handles.Add(handle);
        _table.Counts.OnGranted(isHandOver);
        if (isHandOver || IsRetainable)
        {
            LookIfUnknown();
        }

        caller.Grant(handle);
    }

    /// <summary>A caller lets go.</summary>
    /// <returns>Nodes whose end the caller should wait for, so that others can have the lock.</returns>
    public Claim? Release(HeldLock handle)
    {
        _handles.Remove(handle);
        _table.Counts.OnReleased();
        if (IsOver || _handles.Count > 0)
        {
            return null;
        }

        if (Now < _notBefore)
        {
            Linger();
            return null;
        }

        return _owner.OnFree(this);
    }

    /// <summary>Gives the nodes up.</summary>
    /// <returns>The nodes.</returns>
    public Claim End()
    {
        Close().Delete();
        return _claim;
    }

    /// <summary>Leaves the nodes to somebody who gives them up.</summary>
    public Claim Close()
    {
        _state = State.Over;
        _table.Session.Unschedule(this);
        _table.Forget(this);
        return _claim;
    }

    /// <summary>Nobody can be sure of the lock any longer.</summary>
    /// <param name="reason">One of <see cref="LossReason"/>.</param>
    public void Lose(string reason)
    {
        if (IsOver)
        {
            return;
        }

        LoseHandles(reason);
        End();
        _owner.OnLost(this);
    }

    /// <summary>Those who have it for longer than this, and of whom nobody was told yet.</summary>
    public IEnumerable<HeldLock> FindLong(TimeSpan limit)
    {
        foreach (var handle in _handles)
        {
            if (!handle.IsKnownAsLong && Now - handle.Since > limit)
            {
                handle.IsKnownAsLong = true;
                yield return handle;
            }
        }
    }

    /// <summary>The locks are disposed: whoever has it loses it, but nobody else gets it before its time.</summary>
    public void OnShut()
    {
        if (IsOver || Now >= _notBefore)
        {
            Lose(LossReason.Disposed);
            return;
        }

        LoseHandles(LossReason.Disposed);
        Linger();
    }

    /// <summary>Lets readers in.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for so.</exception>
    public Task Downgrade()
    {
        if (!_demand.IsDowngradable)
        {
            throw new InvalidOperationException($"The lock '{_demand.DescribePaths()}' cannot be downgraded: ask for it with LockOptions.Downgradable.");
        }

        if (_downgrade is null)
        {
            // The exclusive one: it was made behind the shared one, which stays.
            _downgrade = _claim.Drop(_claim.Nodes[1]);
            _owner.OnDowngraded(this);
        }

        return _downgrade;
    }

    /// <summary>It was kept long enough.</summary>
    public override void OnDue()
    {
        if (_state == State.Lingering)
        {
            _state = State.Used;
            _owner.OnFree(this);
        }
        else if (IsRetained)
        {
            _owner.OnUnwanted(this);
        }
    }

    void IClaimOwner.OnClaimLost(ZooKeeperError error) => Lose(error == ZooKeeperError.NoNode ? LossReason.NodeDeleted : LossReason.NodeClosed);

    void IClaimOwner.OnCreated()
    {
    }

    void IClaimOwner.OnCreateFailed(ZooKeeperError error, string lockPath)
    {
    }

    void IClaimOwner.OnSearchRefused(ZooKeeperError error, string lockPath)
    {
    }

    // What a retained node says of its use: whatever the answer, those who try once do not wait long.
    void IOperationOwner.OnCompleted(Operation operation)
    {
    }

    private void Linger()
    {
        _state = State.Lingering;
        _table.Session.Schedule(this, _notBefore);
    }

    private void LoseHandles(string reason)
    {
        if (_handles.Count > 0)
        {
            _table.OnLost(this, reason);
        }

        foreach (var handle in _handles)
        {
            _table.Counts.OnLost();
            handle.OnLost();
        }

        _handles.Clear();
    }
}
