using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>Asks a quorum whether a node is there.</summary>
internal sealed class Validation(IZooKeeperSession session, QueueNode node)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
{
    /// <summary>Called under the session's gate.</summary>
    public void Begin() => session.Submit(new MultiOperation(this, [new MultiStep.Check(node.Path!)]));

    public void OnCompleted(Operation operation)
    {
        switch (operation.Error)
        {
            case ZooKeeperError.Ok:
                var isThere = ((MultiOperation)operation).FailedStep < 0;
                if (!isThere && node.IsAlive)
                {
                    node.OnDeletedByOthers();
                }

                SetResult(isThere && node.IsAlive && session.Lease.IsValid);
                break;
            case ZooKeeperError.SessionExpired:
                SetResult(false);
                break;
            default:
                // Unknown or throttled: a check changes nothing, so ask again.
                Begin();
                break;
        }
    }
}
