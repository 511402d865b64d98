using System.Diagnostics.CodeAnalysis;
using System.Text;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// A caller who wants a lock: first in the local queue of his process, then, at its head, with a node in the ensemble's queue, until he holds
/// the lock or gives up. As a <see cref="Deadline"/> it is his time-out.
/// </summary>
/// <remarks>Guarded by the session's gate, but for what the caller waits for: <see cref="Task"/>.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "The handle belongs to the caller.")]
internal sealed class Contender : Deadline, IOperationOwner
{
    // A parent that vanishes again and again between its create and ours: containers are swept, but not that often.
    private const int MaxParentTries = 20;

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
    private QueueNode? _node;
    private HeldLock? _handle;
    private int _parentTries;
    private bool _sawContention;

    // The nearest contender ahead of us, how many there were, and what it says of itself.
    private string? _predecessor;
    private int _ahead;
    private string? _predecessorSays;

    // The read that is to be answered next: an answer to an older one is of no interest.
    private Operation? _expected;

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
            Fail(new LockUnavailableException(Path, $"no answer within {(TriesOnce ? _table.ConnectTimeout : _timeout!.Value).TotalSeconds:0.###} s; {_table.Session.DescribeFailures()}"));
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

    public void OnNodeCreated(QueueNode node)
    {
        if (node != _node)
        {
            return;
        }

        if (QueueNodeName.IsExhausted(node.Number))
        {
            Drain();
        }
        else if (_stage == Stage.Listing)
        {
            // The node was found again after a lost answer, and with that answer the list was lost.
            List();
        }
    }

    public void OnCreateFailed(QueueNode node, ZooKeeperError error)
    {
        if (node != _node)
        {
            return;
        }

        if (error == ZooKeeperError.NoNode && _parentTries++ < MaxParentTries)
        {
            MakeParents();
            Enqueue();
        }
        else
        {
            Fail(Refused(error, Path));
        }
    }

    /// <summary>The node is gone, or never was: a waiter starts anew, a holder has lost the lock.</summary>
    public void OnNodeLost(QueueNode node)
    {
        if (node == _node)
        {
            Restart();
        }
    }

    /// <summary>The session is over, and the node with it.</summary>
    public void OnSessionExpired() => Restart();

    /// <summary>The lease has ended: a holder cannot be sure of his lock any longer.</summary>
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

    public void OnCompleted(Operation operation)
    {
        if (operation is CreateOperation parent)
        {
            OnParentMade(parent);
            return;
        }

        // The session's end is told separately, after all operations.
        if (operation != _expected || operation.Error == ZooKeeperError.SessionExpired)
        {
            return;
        }

        _expected = null;
        switch (operation)
        {
            case GetChildrenOperation list when _stage == Stage.Draining:
                OnDrainListed(list);
                break;
            case GetChildrenOperation list:
                OnListed(list);
                break;
            case GetDataOperation read:
                OnPredecessorRead(read);
                break;
            case DeleteOperation:
                // The parent: gone, or not empty yet, or unknown. A look tells.
                OnParentDeleted(operation.Error);
                break;
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
        _node!.Delete(released);
        _queue.OnLeft(this);
    }

    /// <summary>What is known of who has the lock, for people.</summary>
    public string? DescribeHolder() => _stage == Stage.Held
        ? "another caller of this process"
        : _predecessor is null ? null : $"{_predecessorSays ?? "a contender"} ({_predecessor})" + (_ahead > 1 ? $", with {_ahead - 1} before it" : "");

    private void Enqueue()
    {
        _stage = Stage.Enqueueing;
        _node = _table.NewNode(this);
        _node.Create();
        Expect(new GetChildrenOperation(this, Path));
    }

    private void MakeParents()
    {
        for (var slash = Path.IndexOf('/', 1); slash >= 0; slash = Path.IndexOf('/', slash + 1))
        {
            _table.Session.Submit(new CreateOperation(this, Path[..slash], null, _table.ParentMode));
        }

        _table.Session.Submit(new CreateOperation(this, Path, null, _table.ParentMode));
    }

    private void OnParentMade(CreateOperation create)
    {
        if (create.Error is not (ZooKeeperError.Ok or ZooKeeperError.NodeExists or ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.NoNode)
            && _stage == Stage.Enqueueing)
        {
            Fail(Refused(create.Error, create.Path));
        }
    }

    private void List()
    {
        _stage = Stage.Listing;
        Expect(new GetChildrenOperation(this, Path));
    }

    private void OnListed(GetChildrenOperation list)
    {
        // The create before it was not answered either: its node is being searched for, and will ask for a list when it is found.
        if (list.Error == ZooKeeperError.ConnectionLoss || !_node!.IsAlive)
        {
            _stage = Stage.Listing;
            if (_node!.IsAlive)
            {
                List();
            }
        }
        else if (list.Error == ZooKeeperError.ThrottledOp)
        {
            List();
        }
        else if (list.Error == ZooKeeperError.Ok)
        {
            Judge(list.Children);
        }
        else if (list.Error == ZooKeeperError.NoNode)
        {
            Restart();
        }
        else
        {
            Fail(Refused(list.Error, Path));
        }
    }

    // Who of these stands before us?
    private void Judge(string[] children)
    {
        var isListed = false;
        string? nearest = null;
        var nearestNumber = 0;
        var ahead = 0;
        foreach (var child in children)
        {
            if (_node!.Name.SequenceEqual(child))
            {
                isListed = true;
            }
            else
            {
                _table.RemoveIfStray(Path, child);
                if (QueueNodeName.TryReadContender(child, out var number) && QueueNodeName.IsAhead(number, _node.Number))
                {
                    ahead++;
                    if (nearest is null || QueueNodeName.IsAhead(nearestNumber, number))
                    {
                        nearest = child;
                        nearestNumber = number;
                    }
                }
            }
        }

        if (!isListed)
        {
            // A session's requests are done in order, so the list would show it: somebody has deleted it.
            _node!.OnDeletedByOthers();
        }
        else if (nearest is null)
        {
            Enter();
        }
        else
        {
            _predecessor = nearest;
            _predecessorSays = null;
            _ahead = ahead;
            _sawContention = true;
            _queue.OnContentionSeen();
            if (TriesOnce)
            {
                TimeOut();
                return;
            }

            _stage = Stage.Waiting;
            WatchPredecessor();
        }
    }

    // getData sets no watch on a node that is gone, so none is left behind.
    private void WatchPredecessor() => Expect(new GetDataOperation(this, $"{Path}/{_predecessor}", new PredecessorWatcher(this, _predecessor!)));

    private void OnPredecessorRead(GetDataOperation read)
    {
        switch (read.Error)
        {
            case ZooKeeperError.Ok:
                _predecessorSays = read.Data is { Length: > 0 } data ? Encoding.UTF8.GetString(data) : null;
                break;
            case ZooKeeperError.NoNode:
                OnPredecessorGone();
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                WatchPredecessor();
                break;
            default:
                Fail(Refused(read.Error, read.Path));
                break;
        }
    }

    private void OnWatchFired(string predecessor, WatchEventType type)
    {
        if (_stage != Stage.Waiting || predecessor != _predecessor)
        {
            return;
        }

        if (type == WatchEventType.Deleted)
        {
            OnPredecessorGone();
        }
        else
        {
            // The event has used the watch up, or the connection took it along.
            WatchPredecessor();
        }
    }

    private void OnPredecessorGone()
    {
        _expected = null;
        if (_ahead == 1)
        {
            Enter();
        }
        else
        {
            // It may have given up while others before it still wait.
            List();
        }
    }

    // Nobody is ahead.
    private void Enter()
    {
        if (!_node!.IsAlive)
        {
            Restart();
            return;
        }

        _stage = Stage.Proving;
        if (!_table.Session.Lease.IsValid)
        {
            _table.Session.RequireLease();
            return;
        }

        _stage = Stage.Held;
        _table.Session.Unschedule(this);
        _cancellation.Unregister();
        _flow.Hold();
        _queue.OnContentionSeen();
        _outcome.TrySetResult(_handle = new HeldLock(this, _node));
    }

    private void Lose(string reason)
    {
        _stage = Stage.Done;
        _table.OnLost(this, reason);
        _flow.End();
        _handle!.OnLost();
        _node!.Delete();
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
        _node?.Delete();
        _queue.OnLeft(this);
        return true;
    }

    private void Drain()
    {
        _stage = Stage.Draining;
        _sawContention = true;
        _node!.Delete();
        ListForDrain();
    }

    private void ListForDrain() => Expect(new GetChildrenOperation(this, Path, new DrainWatcher(this)));

    private void OnDrainListed(GetChildrenOperation list)
    {
        switch (list.Error)
        {
            case ZooKeeperError.NoNode:
                Enqueue();
                break;
            case ZooKeeperError.Ok when list.Children.Length == 0:
                Expect(new DeleteOperation(this, Path));
                break;
            case ZooKeeperError.Ok:
                // The watch tells when one of them goes.
                break;
            case ZooKeeperError.ConnectionLoss:
                ListForDrain();
                break;
            default:
                Fail(Refused(list.Error, Path));
                break;
        }
    }

    private void OnParentDeleted(ZooKeeperError error)
    {
        if (error is ZooKeeperError.Ok or ZooKeeperError.NoNode)
        {
            Enqueue();
        }
        else if (error is ZooKeeperError.NotEmpty or ZooKeeperError.ConnectionLoss)
        {
            ListForDrain();
        }
        else
        {
            Fail(Refused(error, Path));
        }
    }

    private void OnChildrenChanged()
    {
        if (_stage == Stage.Draining && _expected is null)
        {
            ListForDrain();
        }
    }

    private void Expect(Operation operation)
    {
        _expected = operation;
        _table.Session.Submit(operation);
    }

    private LockUnavailableException Refused(ZooKeeperError error, string path)
    {
        var reason = new ZooKeeperException(error, path);
        return new LockUnavailableException(Path, reason.Message, reason);
    }

    private sealed class PredecessorWatcher(Contender contender, string predecessor) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => contender.OnWatchFired(predecessor, happened.Type);
    }

    private sealed class DrainWatcher(Contender contender) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => contender.OnChildrenChanged();
    }
}
