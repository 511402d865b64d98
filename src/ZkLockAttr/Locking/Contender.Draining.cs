using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>
/// The parent's numbers are used up: give up the node, wait until the parent is empty, delete it, and start anew below a new one. Never hold with
/// such a number: the server's counter sticks at its end and gives equal ones.
/// </summary>
internal sealed partial class Contender
{
    private void Drain()
    {
        _stage = Stage.Draining;
        GiveUpNode();
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
                _sawContention = true;
                _queue.OnContentionSeen();
                if (TriesOnce)
                {
                    TimeOut();
                }

                break;
            case ZooKeeperError.ConnectionLoss:
                ListForDrain();
                break;
            default:
                Refuse(new Refusal(list.Error, ZooKeeperPermissions.Read, Path));
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
            Refuse(Refusal.OfChild(error, ZooKeeperPermissions.Delete, Path));
        }
    }

    private void OnChildrenChanged()
    {
        if (_stage == Stage.Draining && _expected is null)
        {
            ListForDrain();
        }
    }

    private sealed class DrainWatcher(Contender contender) : Watcher
    {
        public override void OnEvent(WatchEvent happened) => contender.OnChildrenChanged();
    }
}
