using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// A caller who wants a lock: first in the local queue of its process, then, at the head of it, with a node in the ensemble's queue, until it
/// holds the lock or gives up. As a <see cref="Deadline"/> it is the caller's time-out.
/// </summary>
/// <remarks>Guarded by the session's gate, but for what the caller waits for: <see cref="Task"/>.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "The handle belongs to the caller.")]
internal sealed partial class Contender : Deadline, IOperationOwner
{
    private readonly LockTable _table;
    private readonly LocalQueue _queue;
    private readonly TimeSpan? _timeout;
    private readonly bool _throwsOnTimeout;
    private readonly LockFlow _flow;

    // Continuations never run here, under the gate. A blocking caller who waits for the task is woken directly all the same, without the pool.
    private readonly TaskCompletionSource<LockHandle?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _cancellation;
    private Stage _stage = Stage.Queued;

    // The node of the present attempt: the only one whose news counts. Null before the first and after the last.
    private QueueNode? _node;
    private HeldLock? _handle;
    private bool _sawContention;

    public Contender(LocalQueue queue, TimeSpan? timeout, bool throwsOnTimeout, LockFlow flow)
    {
        _queue = queue;
        _table = queue.Table;
        _timeout = timeout;
        _throwsOnTimeout = throwsOnTimeout;
        _flow = flow;
        Joined = _table.Session.Now;
    }

    private enum Stage
    {
        /// <summary>Behind another caller of this process.</summary>
        Queued,

        /// <summary>The create is sent; the list behind it tells who is ahead.</summary>
        Enqueueing,

        /// <summary>The node exists; who is ahead is asked (again).</summary>
        Listing,

        /// <summary>A predecessor is watched.</summary>
        Waiting,

        /// <summary>Nobody is ahead, but the lease does not run.</summary>
        Proving,

        /// <summary>The parent's numbers are used up: it is to be emptied and made anew.</summary>
        Draining,

        Held,

        Done,
    }

    public string Path => _queue.Path;

    public LockTable Table => _table;

    /// <summary>What the caller waits for; null as result means that the time ran out.</summary>
    public Task<LockHandle?> Task => _outcome.Task;

    public TimeSpan Joined { get; }

    public bool IsHolder => _stage == Stage.Held;

    public bool IsDone => _stage == Stage.Done;

    /// <summary>Whether the ensemble has shown somebody ahead of this one.</summary>
    public bool SeesContention => _sawContention;

    public bool TriesOnce => _timeout == TimeSpan.Zero;

    /// <summary>Once it stands in the queue: from now on it can time out and be cancelled.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        // A caller who tries once waits for an answer, and for no answer only so long.
        if (_timeout is { } timeout)
        {
            var wait = TriesOnce ? _table.ConnectTimeout : timeout;
            var now = _table.Session.Now;
            _table.Session.Schedule(this, wait < TimeSpan.MaxValue - now ? now + wait : TimeSpan.MaxValue);
        }

        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static state => ((Contender)state!).Cancel(), this);
    }

    /// <summary>It is the first of its process: it makes its node.</summary>
    public void OnHead() => Enqueue();

    /// <summary>The time has run out.</summary>
    public override void OnDue() => TimeOut();

    /// <summary>Gives up because somebody else has the lock.</summary>
    public void TimeOut()
    {
        if (!_sawContention && !_queue.HasSeenContentionSince(Joined))
        {
            var waited = TriesOnce ? _table.ConnectTimeout : _timeout!.Value;
            Fail(new LockUnavailableException(
                Path, string.Create(CultureInfo.InvariantCulture, $"no answer within {waited.TotalSeconds:0.###} s; {_table.Session.DescribeFailures()}")));
        }
        else if (_throwsOnTimeout)
        {
            Fail(new LockTimeoutException(Path, _timeout!.Value, _queue.DescribeHolder()));
        }
        else if (Leave())
        {
            _outcome.TrySetResult(null);
        }
    }

    public void Fail(Exception exception)
    {
        if (Leave())
        {
            _outcome.TrySetException(exception);
        }
    }

    /// <summary>The session is over, and the node with it.</summary>
    public void OnSessionExpired() => Restart();

    /// <summary>The lease has ended: a holder cannot be sure of its lock any longer.</summary>
    public void OnLeaseEnded()
    {
        if (_stage == Stage.Held)
        {
            Lose("the ensemble did not confirm the session in time");
        }
    }

    /// <summary>The locks are disposed.</summary>
    public void OnShut()
    {
        if (_stage == Stage.Held)
        {
            Lose("its DistributedLocks was disposed");
        }
        else
        {
            Fail(new ObjectDisposedException(nameof(DistributedLocks)));
        }
    }

    public void OnLeaseGranted()
    {
        if (_stage == Stage.Proving)
        {
            Enter();
        }
    }

    /// <summary>The holder lets go.</summary>
    public void Release(TaskCompletionSource released)
    {
        if (_stage != Stage.Held)
        {
            released.TrySetResult();
            return;
        }

        _stage = Stage.Done;
        _flow.End();
        GiveUpNode(released);
        _queue.OnLeft(this);
    }

    /// <summary>What is known of who has the lock, for people.</summary>
    public string? DescribeHolder() => _stage == Stage.Held ? "another caller of this process" : DescribePredecessor();

    private void Lose(string reason)
    {
        _stage = Stage.Done;
        _table.OnLost(this, reason);
        _flow.End();
        _handle!.OnLost();
        GiveUpNode();
        _queue.OnLeft(this);
    }

    private void Restart()
    {
        switch (_stage)
        {
            case Stage.Held:
                Lose("its node is gone");
                break;
            case Stage.Enqueueing or Stage.Listing or Stage.Waiting or Stage.Proving or Stage.Draining:
                Enqueue();
                break;
        }
    }

    private void Cancel()
    {
        using var scope = new SessionScope(_table.Session);
        if (_stage != Stage.Held && Leave())
        {
            _outcome.TrySetCanceled(_cancellationToken);
        }
    }

    // Gives up waiting, and leaves nothing behind.
    private bool Leave()
    {
        if (_stage is Stage.Held or Stage.Done)
        {
            return false;
        }

        _stage = Stage.Done;
        _expected = null;
        _table.Session.Unschedule(this);
        _cancellation.Unregister();
        _flow.End();
        GiveUpNode();
        _queue.OnLeft(this);
        return true;
    }

    // From now on the node sees to its own end, and what becomes of it is no concern of this contender.
    private void GiveUpNode(TaskCompletionSource? released = null)
    {
        _node?.Delete(released);
        _node = null;
    }
}
