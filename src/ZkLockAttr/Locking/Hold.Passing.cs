using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>Whether it may go to the next caller of this process, be joined by readers or be kept: that depends on who else stands in the queue.</summary>
internal sealed partial class Hold
{
    // Its nodes say in their names that they may be kept; so others may ask whether they are in use.
    private bool IsRetainable => _demand.Retain > TimeSpan.Zero;

    /// <summary>Whether the caller may have it as it is, without the network.</summary>
    public bool CanServe(in Demand demand) => CouldServe(demand) && _table.Session.Lease.IsValid && (_handles.Count == 0 ? MayPass : MayBeJoined);

    /// <summary>Whether that is to be known soon: whoever waits for it needs no nodes meanwhile.</summary>
    public bool IsLookingFor(in Demand demand) => CouldServe(demand) && _table.Session.Lease.IsValid && LookIfUnknown();

    // Whether it is of the right kind, and nobody has it whom the caller would disturb.
    private bool CouldServe(in Demand demand) =>
        _demand.CanShareNodeWith(demand)
        && _state is State.Used or State.Retained
        && (_handles.Count == 0 || IsReaders)
        && _claim.IsAlive;

    // Readers are together on one node; a place of a semaphore is one caller's.
    private bool IsReaders => _demand.FirstKind is { IsExclusive: false, IsSemaphore: false };

    // Others may be waiting for it, but not for long.
    private bool IsWithinBounds => _handOvers < _table.HandOverLimit && Now - _countedSince < _table.HandOverTime;

    private bool MayPass => _solitude is { IsKnown: true } || IsWithinBounds;

    // Readers would never end if more came in while a writer waits.
    private bool MayBeJoined => _solitude is { IsKnown: true } || (_solitude is { IsUncontested: true } && IsWithinBounds);

    /// <summary>Somebody of this process waits: if he could have it as it is and nobody else waits, he and those behind him need no network.</summary>
    public void OnNextWaits(in Demand demand)
    {
        if (_demand.CanShareNodeWith(demand))
        {
            LookIfUnknown();
        }
    }

    /// <summary>Keeps it for the next caller, if it may be kept.</summary>
    public bool TryRetain()
    {
        if (_table.Shutdown.HasBegun || !IsRetainable || _retain == TimeSpan.Zero || _solitude is not { IsKnown: true } || !_claim.IsAlive || !_table.Session.Lease.IsValid)
        {
            return false;
        }

        _state = State.Retained;
        _table.Session.Schedule(this, After(Now, _retain));
        return true;
    }

    /// <inheritdoc/>
    public QueueView See(NodeNames children) => QueueView.Of(children, _demand.FirstKind, _demand.FirstPath, _claim.Nodes);

    /// <inheritdoc/>
    public void OnCompany(int highestNumber)
    {
        if (IsRetained)
        {
            _owner.OnUnwanted(this);
        }
        else if (IsRetainable)
        {
            // In use: those who try once are told by this that they need not wait.
            _table.Session.Submit(new SetDataOperation(this, _claim.Nodes[0].Path.ToString(), RetainerData.Of(_table.ContenderData, highestNumber)));
        }
    }

    /// <inheritdoc/>
    public void OnSolitudeEnded(bool wasKnown, bool isByCompany)
    {
        if (wasKnown)
        {
            _countedSince = Now;
            _handOvers = 0;
        }

        if (IsRetained && isByCompany)
        {
            _owner.OnUnwanted(this);
        }
        else if (IsRetainable && !IsOver)
        {
            _solitude!.Look();
        }
    }

    /// <inheritdoc/>
    public void OnLooked()
    {
        if (IsRetained && !_solitude!.IsKnown)
        {
            _owner.OnUnwanted(this);
        }
        else if (!IsOver)
        {
            _owner.OnLooked(this);
        }
    }

    // Once, until it is known: who looks again and again is a burden to the ensemble.
    private bool LookIfUnknown()
    {
        if (_solitude is null)
        {
            _solitude = new Solitude(_table, _demand.FirstPath);
            _solitude.Begin(this);
        }

        if (_solitude is { IsKnown: false, HasLooked: false })
        {
            _solitude.Look();
        }

        return _solitude.IsLooking;
    }
}
