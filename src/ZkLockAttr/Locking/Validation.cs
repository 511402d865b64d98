using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>Asks a quorum whether the nodes of a claim are there.</summary>
internal sealed class Validation(IZooKeeperSession session, Claim claim)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
{
    private ClaimedNode[] _nodes = [];

    /// <summary>Called under the session's gate.</summary>
    public void Begin()
    {
        _nodes = claim.StandingNodes();
        session.Submit(new MultiOperation(this, Array.ConvertAll<ClaimedNode, MultiStep>(_nodes, node => new MultiStep.Check(node.Path))));
    }

    public void OnCompleted(Operation operation)
    {
        switch (operation.Error)
        {
            case ZooKeeperError.Ok:
                var check = (MultiOperation)operation;
                if (check.FailedStep >= 0 && claim.IsAlive)
                {
                    claim.OnCheckFailed(_nodes[check.FailedStep], check.Results[check.FailedStep].Error);
                }

                SetResult(check.FailedStep < 0 && claim.IsAlive && session.Lease.IsValid);
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp when claim.IsAlive:
                // A check changes nothing, so ask again.
                Begin();
                break;
            default:
                SetResult(false);
                break;
        }
    }
}
