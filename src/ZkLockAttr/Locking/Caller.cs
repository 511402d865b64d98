using System.Globalization;
using System.Threading.Tasks.Sources;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// A caller who waits for a lock; once he has been told, another one. As a <see cref="Deadline"/> it is the caller's time-out.
/// </summary>
/// <remarks>Guarded by the session's gate, but for what the caller waits for: <see cref="Outcome"/>.</remarks>
internal sealed class Caller : Deadline, IValueTaskSource<LockHandle?>
{
    private readonly LockTable _table;
    private readonly CallerPool? _pool;
    private Demand _demand;
    private TimeSpan? _timeout;
    private bool _throwsOnTimeout;
    private LockObservation? _observation;
    private LockFlow _flow = null!;
    private ICallerSeat _seat = null!;
    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _cancellation;

    // Its time has run out, and it waits to be told who has the lock.
    private bool _isTimingOut;

    // Settled under the gate; read by the caller.
    private Outcome<LockHandle?> _outcome = new();

    // Whether the caller's token may still call Cancel, which then would be another one's. Written under the gate before the outcome is, read after that.
    private bool _mayBeCancelledLate;

    /// <param name="table">Where he asks.</param>
    /// <param name="pool">Who gets this object back for another caller; null for nobody.</param>
    public Caller(LockTable table, CallerPool? pool = null)
    {
        _table = table;
        _pool = pool;
        Place = new LinkedListNode<Caller>(this);
    }

    public ref readonly Demand Demand => ref _demand;

    public LockFlow Flow => _flow;

    /// <summary>Whoever listens; null for nobody.</summary>
    public LockObservation? Observation => _observation;

    /// <summary>What the caller waits for; null as result means that the time ran out.</summary>
    public ValueTask<LockHandle?> Outcome => new(this, _outcome.Version);

    public TimeSpan Joined { get; private set; }

    /// <summary>Tells this caller from those whom the object stood for before.</summary>
    public int Turn { get; private set; }

    /// <summary>Whether it waits no longer.</summary>
    public bool IsDone { get; private set; }

    public bool TriesOnce => _timeout == TimeSpan.Zero;

    /// <summary>Its place in its process's queue for the lock; owned by that.</summary>
    public LinkedListNode<Caller> Place { get; }

    /// <summary>What he wants; of an earlier caller nothing is left.</summary>
    public void Ask(in Demand demand, TimeSpan? timeout, bool throwsOnTimeout, LockFlow flow, LockObservation? observation = null)
    {
        _demand = demand;
        _timeout = timeout;
        _throwsOnTimeout = throwsOnTimeout;
        _flow = flow;
        _observation = observation;
        _mayBeCancelledLate = false;
        _isTimingOut = false;
        Turn++;
        IsDone = false;
        Joined = _table.Session.Now;
    }

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
        _outcome.Succeed(handle);
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
            _table.Counts.OnTimedOut();
            _outcome.Succeed(null);
        }
    }

    /// <summary>Gives up, told who has the lock if that was found out.</summary>
    public void TimeOut(string? holder)
    {
        if (!IsDone)
        {
            _table.Counts.OnTimedOut();
            Fail(new LockTimeoutException(_demand.DescribePaths(), _timeout!.Value, holder ?? _seat.DescribeHolder()));
        }
    }

    public void Fail(Exception exception)
    {
        if (Leave())
        {
            _outcome.Fail(exception);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<LockHandle?>.GetStatus(short token) => _outcome.GetStatus(token);

    void IValueTaskSource<LockHandle?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);

    LockHandle? IValueTaskSource<LockHandle?>.GetResult(short token)
    {
        var observation = _observation;
        Wait(token);
        try
        {
            var handle = _outcome.GetResult(token);
            observation?.OnAnswered(handle is not null);
            return handle;
        }
        catch (Exception exception) when (observation is not null)
        {
            observation.OnFailed(exception);
            throw;
        }
        finally
        {
            // A second look at the result is refused from now on, as it is for every value task.
            if (_pool is not null && !_mayBeCancelledLate)
            {
                _outcome.Reset();
                _pool.Return(this);
            }
        }
    }

    private void Wait(short token)
    {
        try
        {
            _outcome.Wait(token, _table.Session);
        }
        catch (ThreadInterruptedException interruption)
        {
            Forsake(token);
            _observation?.OnFailed(interruption);
            throw;
        }
    }

    // Nobody asks for the outcome any more. It may have come at the same moment.
    private void Forsake(short token)
    {
        using var scope = new SessionScope(_table.Session);
        if (!Leave() && _outcome.GetStatus(token) == ValueTaskSourceStatus.Succeeded)
        {
            ((HeldLock?)_outcome.GetResult(token))?.LetGo();
        }
    }

    private void Cancel()
    {
        using var scope = new SessionScope(_table.Session);
        var token = _cancellationToken;
        if (Leave())
        {
            _outcome.Fail(new OperationCanceledException(token));
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
        _table.Counts.OnWaitEnded();
        _table.Session.Unschedule(this);
        _mayBeCancelledLate = _cancellationToken.CanBeCanceled && !_cancellation.Unregister();
        (_cancellation, _cancellationToken) = (default, default);
    }
}
