using System.Globalization;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>Asks who stands in a lock's queue. As a <see cref="Deadline"/> it is the end of the wait for an answer.</summary>
/// <remarks>Guarded by the session's gate, but for what is waited for: <see cref="Task"/>.</remarks>
internal sealed class ContenderQuery(LockTable table, string path) : Deadline, IOperationOwner
{
    private readonly TaskCompletionSource<IReadOnlyList<LockContender>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(QueueNodeName Name, LockContender Node)> _found = [];
    private int _readsExpected;

    // Whether one of the answers that came together was none: then all is asked again.
    private bool _isIncomplete;

    public Task<IReadOnlyList<LockContender>> Task => _answer.Task;

    /// <summary>Begins to ask. The sync makes the list as new as what others have been told already.</summary>
    public void Begin()
    {
        table.Session.Schedule(this, table.Session.Now + table.ConnectTimeout);
        Ask();
    }

    /// <summary>Nobody waits any more.</summary>
    public void Abandon() => table.Session.Unschedule(this);

    public override void OnDue() => _answer.TrySetException(new LockUnavailableException(
        path, string.Create(CultureInfo.InvariantCulture, $"no answer within {table.ConnectTimeout.TotalSeconds:0.###} s; {table.Session.DescribeFailures()}")));

    public void OnCompleted(Operation operation)
    {
        if (_answer.Task.IsCompleted || operation is SyncOperation)
        {
            return;
        }

        switch (operation.Error)
        {
            case ZooKeeperError.Ok or ZooKeeperError.NoNode when operation is GetChildrenOperation list:
                OnListed(list.Children);
                break;
            case ZooKeeperError.Ok or ZooKeeperError.NoNode:
                OnRead((GetDataOperation)operation);
                break;
            case ZooKeeperError.SessionExpired when table.Shutdown.HasEnded:
                // There may be no session after this one.
                table.Session.Unschedule(this);
                _answer.TrySetException(new ObjectDisposedException(nameof(DistributedLocks)));
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp or ZooKeeperError.SessionExpired:
                _isIncomplete = true;
                _readsExpected -= operation is GetDataOperation ? 1 : 0;
                Answer();
                break;
            default:
                table.Session.Unschedule(this);
                _answer.TrySetException(new Refusal(operation.Error, ZooKeeperPermissions.Read, operation.Path).ToException(path));
                break;
        }
    }

    private void Ask()
    {
        _found.Clear();
        _isIncomplete = false;
        table.Session.Submit(new SyncOperation(this, path));
        table.Session.Submit(new GetChildrenOperation(this, path));
    }

    private void OnListed(NodeNames children)
    {
        foreach (var child in children)
        {
            if (QueueNodeName.TryRead(child, out var name) && IsFirstOfItsContender(name))
            {
                _readsExpected++;
                table.Session.Submit(new GetDataOperation(this, $"{path}/{child}"));
            }
        }

        Answer();
    }

    // Who takes several nodes for one lock, so that each client sees one that it knows, is one contender.
    private static bool IsFirstOfItsContender(in QueueNodeName name) =>
        name is not { Client: QueueClient.ZkLockAttr, Mark: QueueMark.CuratorWrite };

    private void OnRead(GetDataOperation read)
    {
        _readsExpected--;
        if (read.Error == ZooKeeperError.Ok)
        {
            var node = read.Path[(path.Length + 1)..];
            QueueNodeName.TryRead(node, out var name);
            _found.Add((name, QueueNodeContender.Of(node, name, read.Data, read.Stat)));
        }

        Answer();
    }

    private void Answer()
    {
        if (_readsExpected > 0)
        {
            return;
        }

        if (_isIncomplete)
        {
            Ask();
            return;
        }

        table.Session.Unschedule(this);
        _answer.TrySetResult(QueueContenders.InOrder(_found));
    }
}
