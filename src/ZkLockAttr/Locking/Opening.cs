using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>Asks for nothing but an answer: then there is a session, and a server that serves it.</summary>
internal sealed class Opening(ZooKeeperSession session)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
{
    /// <summary>Called under the session's gate.</summary>
    public void Begin() => session.Submit(new ExistsOperation(this, "/"));

    public void OnCompleted(Operation operation)
    {
        if (operation.Error is not (ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.ThrottledOp))
        {
            SetResult();
        }
        else if (session.IsClosing)
        {
            SetCanceled();
        }
        else
        {
            Begin();
        }
    }
}
