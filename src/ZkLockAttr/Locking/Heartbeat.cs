using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>A check of our nodes by a quorum.</summary>
internal sealed class Heartbeat : IOperationOwner
{
    private readonly LockTable _table;
    private readonly (Claim Claim, ClaimedNode Node)[] _checked;

    private Heartbeat(LockTable table, (Claim, ClaimedNode)[] nodes)
    {
        _table = table;
        _checked = nodes;
    }

    /// <summary>A check of these nodes, of which there is at least one.</summary>
    public static MultiOperation Of(LockTable table, (Claim Claim, ClaimedNode Node)[] nodes) =>
        new(new Heartbeat(table, nodes), Array.ConvertAll<(Claim, ClaimedNode Node), MultiStep>(nodes, known => new MultiStep.Check(known.Node.Path)));

    public void OnCompleted(Operation operation)
    {
        if (operation is not MultiOperation { Error: ZooKeeperError.Ok, FailedStep: >= 0 } check)
        {
            return;
        }

        // The node was deleted after the check was sent, by us or by somebody else; the others were not checked: ask again at once.
        var failed = _checked[check.FailedStep];
        failed.Claim.OnCheckFailed(failed.Node, check.Results[check.FailedStep].Error);

        var rest = Array.FindAll(_checked, known => known.Node != failed.Node && known.Claim.IsAlive && !known.Node.IsGone);
        if (rest.Length > 0)
        {
            _table.Session.Submit(Of(_table, rest));
        }
    }
}
