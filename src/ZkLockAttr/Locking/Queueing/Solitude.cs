using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// Whether a holder is alone in its queue: it is after a list that showed only its own nodes, while the watch that was set by that list is armed on the same
/// connection.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class Solitude(IQueueHost host, string path) : IOperationOwner
{
    // The watch of the latest list: an older one's event is no news.
    private Watch? _watch;
    private GetChildrenOperation? _expected;

    // Who is told that company has come, and asked what is its own; null while the lock is not held yet.
    private ICompanyListener? _holder;

    /// <summary>Whether it was looked for since it was known last: it need not be again.</summary>
    public bool HasLooked { get; private set; }

    /// <summary>Whether nobody else stands in the queue.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Whether nobody stands behind who waits for the holder.</summary>
    public bool IsUncontested { get; private set; }

    /// <summary>Whether the queue is being looked at.</summary>
    public bool IsLooking => _expected is not null;

    /// <summary>The lock is held. What was seen before, while others may have been ahead, is old.</summary>
    public void Begin(ICompanyListener holder)
    {
        _holder = holder;
        HasLooked = IsKnown;
    }

    /// <summary>The watch for a list of the queue that somebody asks for.</summary>
    public Watcher NewWatch()
    {
        IsKnown = IsUncontested = false;
        HasLooked = true;
        return _watch = new Watch(this);
    }

    /// <summary>Lists the queue, unless that is under way.</summary>
    public void Look()
    {
        if (_expected is null)
        {
            _expected = new GetChildrenOperation(this, path, NewWatch());
            host.Session.Submit(_expected);
        }
    }

    /// <summary>The list that set the latest watch is here.</summary>
    public void OnListed(in QueueView view)
    {
        IsKnown = !view.HasCompany && _watch is { HasFired: false };
        IsUncontested = !view.HasWaiterBehind && _watch is { HasFired: false };
        if (view.HasCompany)
        {
            _holder?.OnCompany(view.Highest);
        }
    }

    public void OnCompleted(Operation operation)
    {
        if (operation != _expected)
        {
            return;
        }

        _expected = null;
        if (_holder is not { IsOver: false } holder)
        {
            return;
        }

        var list = (GetChildrenOperation)operation;
        switch (list.Error)
        {
            case ZooKeeperError.Ok:
                OnListed(holder.See(list.Children));
                holder.OnLooked();
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                Look();
                break;
            case ZooKeeperError.SessionExpired:
                // Told separately, after all operations.
                break;
            default:
                // Not to be known: as if there were company.
                holder.OnLooked();
                break;
        }
    }

    private void OnFired(Watch watch, bool isByCompany)
    {
        if (watch == _watch)
        {
            var wasKnown = IsKnown;
            IsKnown = IsUncontested = false;
            _holder?.OnSolitudeEnded(wasKnown, isByCompany);
        }
    }

    private sealed class Watch(Solitude solitude) : Watcher
    {
        public bool HasFired { get; private set; }

        public override void OnEvent(WatchEvent happened)
        {
            HasFired = true;
            solitude.OnFired(this, happened.Type != WatchEventType.ConnectionLost);
        }
    }
}
