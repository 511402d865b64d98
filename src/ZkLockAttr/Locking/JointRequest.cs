using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Locking;

/// <summary>
/// A caller who asks for several locks together. It stands in no local queue and uses nodes of its own alone, made in one transaction: so all queues agree
/// who of two such callers is first, and none waits for the other in a circle.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class JointRequest(LockTable table, Caller caller) : IContenderOwner, IHoldOwner, ICallerSeat
{
    private Contender? _contender;
    private bool _sawContention;

    public Caller Caller => caller;

    public bool TriesOnce => caller.TriesOnce;

    public void Begin(CancellationToken cancellationToken)
    {
        caller.Begin(this, cancellationToken);
        if (!caller.IsDone)
        {
            _contender = new Contender(table, this, caller.Demand, watchesCompany: false);
            _contender.Begin();
        }
    }

    public bool HasSeenContentionSince(TimeSpan time) => _sawContention;

    public string? DescribeHolder() => _contender?.DescribeHolder();

    public string? UnknownHolder => _contender?.UnknownHolder;

    public void OnLeft(Caller caller)
    {
        table.Forget(this);
        _contender?.Abandon();
        _contender = null;
    }

    public void OnContentionSeen()
    {
        _sawContention = true;
        if (TriesOnce)
        {
            caller.TimeOut();
        }
    }

    public void OnGranted(Claim claim, Solitude? solitude)
    {
        _contender = null;
        table.Forget(this);
        var hold = new Hold(table, this, caller.Demand);
        hold.Begin(claim, solitude);
        hold.Serve(caller, isHandOver: false);
    }

    public void OnRefused(Exception reason)
    {
        _contender = null;
        caller.Fail(reason);
    }

    public Claim? OnFree(Hold hold) => hold.End();

    public void OnUnwanted(Hold hold) => hold.End();

    public void OnDowngraded(Hold hold)
    {
    }

    public void OnLooked(Hold hold)
    {
    }

    public void OnLost(Hold hold)
    {
    }
}
