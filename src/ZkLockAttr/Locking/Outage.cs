using System.Globalization;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// The time in which no server serves the session: whoever has waited for one as long as the options say is told so. As a <see cref="Deadline"/> it is the
/// time of the next of them.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class Outage(LockTable table) : Deadline
{
    // Waiting callers are told up to so much later than their own time, so that many of them are told together.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(50);

    private bool _isOver;
    private TimeSpan _since;

    /// <summary>How long it has lasted; null while a server serves the session.</summary>
    public TimeSpan? Lasted => _isOver ? null : table.Session.Now - _since;

    /// <summary>Whether the session before has expired, and no other is served yet.</summary>
    public bool HasExpired { get; private set; }

    /// <summary>It lasts from now on.</summary>
    public void Begin() => _since = table.Session.Now;

    /// <summary>A caller waits from now on.</summary>
    public void OnJoined()
    {
        if (!_isOver && !IsQueued)
        {
            Watch();
        }
    }

    /// <summary>It is over. Not before: a server may take the session and refuse all that it asks for.</summary>
    public void OnServed()
    {
        _isOver = true;
        table.Counts.OnServed();
        HasExpired = false;
        table.Session.Unschedule(this);
    }

    public void OnDetached()
    {
        if (_isOver)
        {
            _isOver = false;
            table.Counts.OnDetached();
            Begin();
            Watch();
        }
    }

    public void OnSessionExpired() => HasExpired = true;

    /// <summary>Tells those who have waited long enough.</summary>
    public override void OnDue()
    {
        if (_isOver)
        {
            return;
        }

        var reason = string.Create(
            CultureInfo.InvariantCulture, $"no session with ZooKeeper for {table.ConnectTimeout.TotalSeconds:0.###} s; {table.Session.DescribeFailures()}");
        foreach (var caller in table.LastFirst().Where(caller => EndFor(caller) <= table.Session.Now))
        {
            caller.Fail(new LockUnavailableException(caller.Demand.DescribePaths(), reason));
        }

        Watch();
    }

    private void Watch()
    {
        var next = table.Waiting().Select(EndFor).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (next < TimeSpan.MaxValue)
        {
            table.Session.Schedule(this, next + Grain);
        }
    }

    private TimeSpan EndFor(Caller caller) => (caller.Joined > _since ? caller.Joined : _since) + table.ConnectTimeout;
}
