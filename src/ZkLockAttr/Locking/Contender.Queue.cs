using System.Text;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>The way through the ensemble's queue: make a node, see who is ahead, wait for the nearest of them, enter.</summary>
internal sealed partial class Contender
{
    // A parent that vanishes again and again between its create and ours: containers are swept, but not that often.
    private const int MaxParentTries = 20;

    private int _parentTries;
    private CreateOperation? _parentRefusal;

    // The nearest contender ahead of us, how many there were, and what it says of itself.
    private string? _predecessor;
    private int _ahead;
    private string? _predecessorSays;

    // The operation that is to be answered next: an answer to an older one is of no interest.
    private Operation? _expected;

    public void OnNodeCreated(QueueNode node)
    {
        if (node != _node)
        {
            return;
        }

        _parentTries = 0;
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

        if (error != ZooKeeperError.NoNode || _parentTries++ == MaxParentTries)
        {
            Refuse(new Refusal(error, ZooKeeperPermissions.Create, Path));
        }
        else if (_parentRefusal is { } parent)
        {
            Refuse(Refusal.OfChild(parent.Error, ZooKeeperPermissions.Create, parent.Path));
        }
        else
        {
            MakeParents();
            Enqueue();
        }
    }

    /// <summary>The node may exist, but may not be looked for.</summary>
    public void OnSearchRefused(QueueNode node, ZooKeeperError error)
    {
        if (node == _node)
        {
            Refuse(new Refusal(error, ZooKeeperPermissions.Read, Path));
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
            _table.Session.Submit(new CreateOperation(this, Path[..slash], null, _table.ParentMode, _table.Acl));
        }

        _table.Session.Submit(new CreateOperation(this, Path, null, _table.ParentMode, _table.Acl));
    }

    private void OnParentMade(CreateOperation create)
    {
        if (create.Error is not (ZooKeeperError.Ok or ZooKeeperError.NodeExists or ZooKeeperError.NoNode
            or ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.ThrottledOp))
        {
            _parentRefusal = create;
        }
        else if (create.Error is ZooKeeperError.Ok or ZooKeeperError.NodeExists)
        {
            // Then what is above it stands, though we may not create it.
            _parentRefusal = null;
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
            Refuse(new Refusal(list.Error, ZooKeeperPermissions.Read, Path));
        }
    }

    private void Judge(string[] children)
    {
        foreach (var child in children)
        {
            _table.RemoveIfStray(Path, child);
        }

        var queue = QueueView.Of(children, _node!.Name, _node.Number);
        if (!queue.HasOwn)
        {
            // A session's requests are done in order, so the list would show it: somebody has deleted it.
            _node.OnDeletedByOthers();
        }
        else if (queue.Predecessor is null)
        {
            Enter();
        }
        else
        {
            Wait(queue);
        }
    }

    private void Wait(QueueView queue)
    {
        _predecessor = queue.Predecessor;
        _predecessorSays = null;
        _ahead = queue.Ahead;
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
                Refuse(new Refusal(read.Error, ZooKeeperPermissions.Read, read.Path));
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

        // However it came to this answer: without a lease, nobody can say that the node still stands.
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

    private string? DescribePredecessor()
    {
        if (_predecessor is null)
        {
            return null;
        }

        var others = _ahead > 1 ? $", with {_ahead - 1} before it" : "";
        return $"{_predecessorSays ?? "a contender"} ({_predecessor}){others}";
    }

    private void Expect(Operation operation)
    {
        _expected = operation;
        _table.Session.Submit(operation);
    }

    private void Refuse(Refusal refusal) => Fail(refusal.ToException(Path));

    private sealed class PredecessorWatcher(Contender contender, string predecessor) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => contender.OnWatchFired(predecessor, happened.Type);
    }
}
