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
                var check = (MultiOperation)operation;
                if (check.FailedStep >= 0 && node.IsAlive)
                {
                    node.OnCheckFailed(check.Results[check.FailedStep].Error);
                }

                SetResult(check.FailedStep < 0 && node.IsAlive && session.Lease.IsValid);
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                // A check changes nothing, so ask again.
                Begin();
                break;
            default:
                SetResult(false);
                break;
        }
    }
}
