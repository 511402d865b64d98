using System.Text;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>A node ahead of ours that is watched until it goes.</summary>
/// <remarks>Guarded by the session's gate. One read or one watch is out at any time.</remarks>
internal sealed class Predecessor(Place place, string name) : Watcher, IOperationOwner
{
    private bool _isAbandoned;

    public string Name => name;

    /// <summary>What it says of itself.</summary>
    public string? Says { get; private set; }

    // getData sets no watch on a node that is gone, so none is left behind.
    public void Watch() => place.Host.Session.Submit(new GetDataOperation(this, $"{place.Path}/{name}", this));

    /// <summary>Its news are of no interest any more.</summary>
    public void Abandon() => _isAbandoned = true;

    public void OnCompleted(Operation operation)
    {
        if (_isAbandoned)
        {
            return;
        }

        var read = (GetDataOperation)operation;
        switch (read.Error)
        {
            case ZooKeeperError.Ok:
                Says = read.Data is { Length: > 0 } data ? Encoding.UTF8.GetString(data) : null;
                place.OnPredecessorRead(this);
                break;
            case ZooKeeperError.NoNode:
                place.OnPredecessorGone(this);
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                Watch();
                break;
            case ZooKeeperError.SessionExpired:
                // Told separately, after all operations.
                break;
            default:
                place.Refuse(new Refusal(read.Error, ZooKeeperPermissions.Read, read.Path));
                break;
        }
    }

    public override void OnEvent(WatchEvent happened)
    {
        if (_isAbandoned)
        {
            return;
        }

        if (happened.Type == WatchEventType.Deleted)
        {
            place.OnPredecessorGone(this);
        }
        else
        {
            // The event has used the watch up, or the connection took it along.
            Watch();
        }
    }
}
