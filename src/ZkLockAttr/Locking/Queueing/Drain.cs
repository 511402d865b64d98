using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// The numbers of a lock's queue are used up: wait until it is empty and delete it, so that it is made anew. Never hold with such a number: the server's
/// counter sticks at its end and gives equal ones.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class Drain(Contender contender, string path) : Watcher, IOperationOwner
{
    // The operation that is to be answered next.
    private Operation? _expected;
    private bool _isOver;

    public void Begin() => Expect(new GetChildrenOperation(this, path, this));

    /// <summary>Nobody waits for it any more.</summary>
    public void Abandon() => _isOver = true;

    public void OnCompleted(Operation operation)
    {
        if (_isOver || operation != _expected || operation.Error == ZooKeeperError.SessionExpired)
        {
            return;
        }

        _expected = null;
        if (operation is GetChildrenOperation list)
        {
            OnListed(list);
        }
        else
        {
            OnDeleted(operation.Error);
        }
    }

    public override void OnEvent(WatchEvent happened)
    {
        if (!_isOver && _expected is null)
        {
            Begin();
        }
    }

    private void OnListed(GetChildrenOperation list)
    {
        switch (list.Error)
        {
            case ZooKeeperError.NoNode:
                End();
                break;
            case ZooKeeperError.Ok when list.Children.Count == 0:
                Expect(new DeleteOperation(this, path));
                break;
            case ZooKeeperError.Ok:
                // The watch tells when one of them goes.
                contender.OnDrainBlocked();
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                Begin();
                break;
            default:
                contender.Refuse(new Refusal(list.Error, ZooKeeperPermissions.Read, path));
                break;
        }
    }

    // Gone, or not empty yet, or unknown: a look tells.
    private void OnDeleted(ZooKeeperError error)
    {
        if (error is ZooKeeperError.Ok or ZooKeeperError.NoNode)
        {
            End();
        }
        else if (error is ZooKeeperError.NotEmpty or ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp)
        {
            Begin();
        }
        else
        {
            contender.Refuse(Refusal.OfChild(error, ZooKeeperPermissions.Delete, path));
        }
    }

    private void End()
    {
        _isOver = true;
        contender.OnDrained(this);
    }

    private void Expect(Operation operation)
    {
        _expected = operation;
        contender.Host.Session.Submit(operation);
    }
}
