using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>A check of our nodes by a quorum.</summary>
internal sealed class Heartbeat(LockTable table, QueueNode[] nodes) : IOperationOwner
{
    public void OnCompleted(Operation operation)
    {
        if (operation is not MultiOperation { Error: ZooKeeperError.Ok, FailedStep: >= 0 } check)
        {
            return;
        }

        // The node was deleted after the check was sent, by us or by somebody else; the others were not checked: ask again at once.
        var node = nodes[check.FailedStep];
        if (node.IsAlive)
        {
            node.OnDeletedByOthers();
        }

        if (table.CreateHeartbeat() is { } next)
        {
            table.Session.Submit(next);
        }
    }
}
