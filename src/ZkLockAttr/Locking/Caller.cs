using System.Globalization;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>A caller who waits for a lock. As a <see cref="Deadline"/> it is the caller's time-out.</summary>
/// <remarks>Guarded by the session's gate, but for what the caller waits for: <see cref="Task"/>.</remarks>
internal sealed class Caller : Deadline
{
    private readonly LockTable _table;
    private readonly Demand _demand;
    private readonly TimeSpan? _timeout;
    private readonly bool _throwsOnTimeout;
    private readonly LockFlow _flow;

    // Continuations never run here, under the gate. A blocking caller who waits for the task is woken directly all the same, without the pool.
    private readonly TaskCompletionSource<LockHandle?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ICallerSeat _seat = null!;
    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _cancellation;

    // Its time has run out, and it waits to be told who has the lock.
    private bool _isTimingOut;

    public Caller(LockTable table, in Demand demand, TimeSpan? timeout, bool throwsOnTimeout, LockFlow flow)
    {
        _table = table;
        _demand = demand;
        _timeout = timeout;
        _throwsOnTimeout = throwsOnTimeout;
        _flow = flow;
        Joined = table.Session.Now;
    }

    public ref readonly Demand Demand => ref _demand;

    public LockFlow Flow => _flow;

    /// <summary>What the caller waits for; null as result means that the time ran out.</summary>
    public Task<LockHandle?> Task => _outcome.Task;

    public TimeSpan Joined { get; }

    /// <summary>Whether it waits no longer.</summary>
    public bool IsDone { get; private set; }

    public bool TriesOnce => _timeout == TimeSpan.Zero;

    /// <summary>Its place in its process's queue for the lock; owned by that.</summary>
    public LinkedListNode<Caller>? Place { get; set; }

    /// <summary>Once it has its seat: from now on it can time out and be cancelled.</summary>
    public void Begin(ICallerSeat seat, CancellationToken cancellationToken)
    {
        _seat = seat;

        // A caller who tries once waits for an answer, and for no answer only so long.
        if (_timeout is { } timeout)
        {
            _table.Session.Schedule(this, After(_table.Session.Now, TriesOnce ? _table.ConnectTimeout : timeout));
        }

        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static state => ((Caller)state!).Cancel(), this);
    }

    /// <summary>The lock is his.</summary>
    public void Grant(HeldLock handle)
    {
        End();
        _flow.Hold();
        _outcome.TrySetResult(handle);
    }

    /// <summary>The time has run out.</summary>
    public override void OnDue() => TimeOut();

    /// <summary>Gives up because somebody else has the lock.</summary>
    public void TimeOut()
    {
        if (_isTimingOut)
        {
            return;
        }

        if (!_seat.HasSeenContentionSince(Joined))
        {
            var waited = TriesOnce ? _table.ConnectTimeout : _timeout!.Value;
            Fail(new LockUnavailableException(
                _demand.DescribePaths(),
                string.Create(CultureInfo.InvariantCulture, $"no answer within {waited.TotalSeconds:0.###} s; {_table.Session.DescribeFailures()}")));
        }
        else if (_throwsOnTimeout)
        {
            _isTimingOut = true;
            if (_seat.UnknownHolder is { } node)
            {
                _table.ReadHolder(node, this);
            }
            else
            {
                TimeOut(_seat.DescribeHolder());
            }
        }
        else if (Leave())
        {
            _outcome.TrySetResult(null);
        }
    }

    /// <summary>Gives up, told who has the lock if that was found out.</summary>
    public void TimeOut(string? holder)
    {
        if (!IsDone)
        {
            Fail(new LockTimeoutException(_demand.DescribePaths(), _timeout!.Value, holder ?? _seat.DescribeHolder()));
        }
    }

    public void Fail(Exception exception)
    {
        if (Leave())
        {
            _outcome.TrySetException(exception);
        }
    }

    private void Cancel()
    {
        using var scope = new SessionScope(_table.Session);
        if (Leave())
        {
            _outcome.TrySetCanceled(_cancellationToken);
        }
    }

    // Gives up waiting, and leaves nothing behind.
    private bool Leave()
    {
        if (IsDone)
        {
            return false;
        }

        End();
        _flow.End();
        _seat.OnLeft(this);
        return true;
    }

    private void End()
    {
        IsDone = true;
        _table.Session.Unschedule(this);
        _cancellation.Unregister();
    }
}
