using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Locking;

/// <summary>
/// The callers of this process for one lock, first come first served, whatever they want it for; and what they have of it. Only for the first of them does a
/// contender stand in the ensemble's queue; and it is not needed where he can have what another caller had before.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class LocalQueue(LockTable table, string path) : IContenderOwner, IHoldOwner, ICallerSeat
{
    private readonly LinkedList<Caller> _callers = new();
    private readonly List<Hold> _holds = [];

    // For the first caller; null where he waits for another one of this process.
    private Contender? _contender;

    // What served callers before, and is done: whoever asks for the same gets these again, and a lock that is taken again and again needs no memory for it.
    private Contender? _usedContender;
    private Hold? _usedHold;

    private int _tryingOnce;
    private bool _isAdvancing;
    private TimeSpan _contentionSeen = TimeSpan.MinValue;

    public string Path => path;

    public IEnumerable<Caller> Callers => _callers;

    bool IContenderOwner.TriesOnce => First!.TriesOnce;

    private Caller? First => _callers.First?.Value;

    // Whether whoever comes now is not the next to have the lock.
    private bool IsTaken => _contender is { SeesContention: true } || _holds.Exists(hold => hold.IsExclusive);

    /// <summary>Puts the caller at the end.</summary>
    public void Join(Caller caller, CancellationToken cancellationToken)
    {
        _callers.AddLast(caller.Place);
        _tryingOnce += caller.TriesOnce ? 1 : 0;
        caller.Begin(this, cancellationToken);
        Advance();
        if (caller is { IsDone: false, TriesOnce: true } && IsTaken)
        {
            caller.TimeOut();
        }
    }

    /// <inheritdoc/>
    public bool HasSeenContentionSince(TimeSpan time) => IsTaken || _contentionSeen >= time;

    /// <inheritdoc/>
    public string? DescribeHolder() => _holds.Exists(hold => hold.IsExclusive) ? "another caller of this process" : _contender?.DescribeHolder();

    /// <inheritdoc/>
    public string? UnknownHolder => _holds.Exists(hold => hold.IsExclusive) ? null : _contender?.UnknownHolder;

    /// <inheritdoc/>
    public void OnLeft(Caller caller)
    {
        var wasFirst = caller == First;
        Remove(caller);
        if (wasFirst && _contender is { } contender)
        {
            if (contender.SeesContention)
            {
                _contentionSeen = table.Session.Now;
            }

            _contender = null;
            contender.Abandon();
        }

        Advance();
    }

    /// <inheritdoc/>
    public void OnContentionSeen()
    {
        _contentionSeen = table.Session.Now;
        SendAwayTryingOnce();
    }

    /// <inheritdoc/>
    public void OnGranted(Claim claim, Solitude? solitude)
    {
        _usedContender = _contender;
        _contender = null;
        var first = First!;
        Remove(first);
        var hold = _usedHold is { } used && used.CanServeAgain(first.Demand) ? used : new Hold(table, this, first.Demand);
        _usedHold = null;
        _holds.Add(hold);
        hold.Begin(claim, solitude);
        hold.Serve(first, isHandOver: false);
        if (hold.IsExclusive)
        {
            OnContentionSeen();
        }

        Advance();
    }

    /// <inheritdoc/>
    public void OnRefused(Exception reason)
    {
        _contender = null;
        First!.Fail(reason);
    }

    /// <inheritdoc/>
    public Claim? OnFree(Hold hold)
    {
        _contentionSeen = hold.IsExclusive ? table.Session.Now : _contentionSeen;
        if (_contender is null && First is { } next && (hold.CanServe(next.Demand) || hold.IsLookingFor(next.Demand)))
        {
            Advance();
            return null;
        }

        if (First is null && hold.TryRetain())
        {
            return null;
        }

        return End(hold);
    }

    /// <inheritdoc/>
    public void OnUnwanted(Hold hold) => End(hold);

    /// <inheritdoc/>
    public void OnDowngraded(Hold hold) => Advance();

    /// <inheritdoc/>
    public void OnLooked(Hold hold)
    {
        if (hold.IsFree)
        {
            // It was kept until this was known.
            OnFree(hold);
        }
        else
        {
            Advance();
        }
    }

    /// <inheritdoc/>
    public void OnLost(Hold hold)
    {
        _contentionSeen = table.Session.Now;
        _holds.Remove(hold);
        Advance();
    }

    // Serves the first callers as far as that goes without the network, and has a contender ask for the next.
    // The nodes that are given up for it, if there are any, go in one transaction with the making of the new ones.
    private void Advance(Claim? replaced = null)
    {
        // Whoever leaves in the course of it calls this again: the loop below goes on with the next.
        if (_isAdvancing)
        {
            return;
        }

        _isAdvancing = true;
        try
        {
            while (_contender is null && First is { } first)
            {
                if (_holds.Count == 0)
                {
                    _contender = ContenderFor(first);
                    _contender.Begin(replaced);
                }
                else if (!TryServe(first) && !TryAskBeside(first))
                {
                    break;
                }
            }
        }
        finally
        {
            _isAdvancing = false;
        }

        if (_contender is null && First is null && _holds.Count == 0)
        {
            table.OnIdle(this);
        }
    }

    private bool TryServe(Caller first)
    {
        foreach (var hold in _holds)
        {
            if (hold.CanServe(first.Demand))
            {
                Remove(first);
                hold.Serve(first, isHandOver: !hold.IsRetained);
                return true;
            }
        }

        return false;
    }

    // Has a contender ask for the first caller, unless what this process has already keeps him waiting here: false if so.
    private bool TryAskBeside(Caller first)
    {
        foreach (var hold in _holds)
        {
            if (hold.IsLookingFor(first.Demand))
            {
                return false;
            }

            if (hold.Demand.FirstKind.MaxCount != first.Demand.FirstKind.MaxCount)
            {
                first.Fail(QueueKind.Contradiction(path, first.Demand.FirstKind, hold.Demand.FirstKind.ToString()));
                return true;
            }

            if (hold.IsRetained)
            {
                // Not for him, or not sure any more.
                _holds.Remove(hold);
                hold.End();
                return true;
            }

            if (hold.IsExclusive)
            {
                hold.OnNextWaits(first.Demand);
                return false;
            }
        }

        _contender = ContenderFor(first);
        _contender.Begin();
        return true;
    }

    private Contender ContenderFor(Caller first)
    {
        var watchesCompany = WatchesCompany(first);
        var contender = !watchesCompany && _usedContender is { } used && used.CanServeAgain(first.Demand)
            ? used
            : new Contender(table, this, first.Demand, watchesCompany);
        _usedContender = null;
        return contender;
    }

    // A list that sets a watch costs the server more, and an event when it fires: only where it helps.
    private bool WatchesCompany(Caller first) =>
        first.Demand.CanShareNode && (first.Demand.Retain > TimeSpan.Zero || _callers.Count > 1);

    private Claim End(Hold hold)
    {
        _holds.Remove(hold);
        _usedHold = hold;
        var claim = hold.Close();
        if (claim.IsAlive && _contender is null && First is not null && _holds.Count == 0)
        {
            claim.LeaveToNext();
            Advance(claim);
        }
        else
        {
            claim.Delete();
            Advance();
        }

        return claim;
    }

    private void SendAwayTryingOnce()
    {
        // Last come first: so nobody moves up to the front, and asks, only to be sent away.
        for (var place = _callers.Last; place is not null && _tryingOnce > 0;)
        {
            var caller = place.Value;
            place = place.Previous;
            if (caller.TriesOnce)
            {
                caller.TimeOut();
            }
        }
    }

    private void Remove(Caller caller)
    {
        _callers.Remove(caller.Place);
        _tryingOnce -= caller.TriesOnce ? 1 : 0;
    }
}
