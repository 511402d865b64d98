using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking;

/// <summary>A check of our nodes by a quorum.</summary>
internal sealed class Heartbeat : IOperationOwner
{
    private readonly LockTable _table;
    private readonly QueueNode[] _nodes;

    private Heartbeat(LockTable table, QueueNode[] nodes)
    {
        _table = table;
        _nodes = nodes;
    }

    /// <summary>A check of these nodes, of which there is at least one.</summary>
    public static MultiOperation Of(LockTable table, QueueNode[] nodes) =>
        new(new Heartbeat(table, nodes), Array.ConvertAll<QueueNode, MultiStep>(nodes, node => new MultiStep.Check(node.Path!)));

    public void OnCompleted(Operation operation)
    {
        if (operation is not MultiOperation { Error: ZooKeeperError.Ok, FailedStep: >= 0 } check)
        {
            return;
        }

        // The node was deleted after the check was sent, by us or by somebody else; the others were not checked: ask again at once.
        var failed = _nodes[check.FailedStep];
        if (failed.IsAlive)
        {
            failed.OnCheckFailed(check.Results[check.FailedStep].Error);
        }

        var rest = Array.FindAll(_nodes, node => node != failed && node.IsAlive);
        if (rest.Length > 0)
        {
            _table.Session.Submit(Of(_table, rest));
        }
    }
}
