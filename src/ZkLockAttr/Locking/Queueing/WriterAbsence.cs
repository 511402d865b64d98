using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>Looks for the moment in which no writer stands in a queue, so that readers of kazoo's that wait there can enter.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class WriterAbsence(Contender contender, string path) : Watcher, IOperationOwner
{
    private bool _isOver;

    public void Begin() => contender.Host.Session.Submit(new GetChildrenOperation(this, path, this));

    /// <summary>Nobody waits for it any more.</summary>
    public void Abandon() => _isOver = true;

    public void OnCompleted(Operation operation)
    {
        if (_isOver || operation.Error != ZooKeeperError.Ok)
        {
            // Unknown: then the longest absence decides.
            return;
        }

        foreach (var child in ((GetChildrenOperation)operation).Children)
        {
            if (QueueNodeName.TryRead(child, out var node) && node.Mark == QueueMark.Lock)
            {
                return;
            }
        }

        _isOver = true;
        contender.OnNoWriters(this);
    }

    public override void OnEvent(WatchEvent happened)
    {
        if (!_isOver)
        {
            Begin();
        }
    }
}
