using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>The making of the nodes: in one transaction, and in the same one that deletes those of another claim, where there is one.</summary>
internal sealed partial class Claim
{
    // Whose nodes go in the transaction that makes ours, until that is answered.
    private Claim? _replaced;

    private CreateOperation? _create;

    /// <summary>Makes the nodes.</summary>
    /// <param name="replaced">Another claim, whose nodes go in the same transaction: see <see cref="LeaveToNext"/>.</param>
    public void Create(Claim? replaced = null)
    {
        _replaced = replaced;
        if (_nodes is [var node] && replaced is null)
        {
            _host.Session.Submit(_create ??= new CreateOperation(this, node.Requested, _host.ContenderData, CreateMode.EphemeralSequential, _host.Acl));
            return;
        }

        _host.Session.Submit(new MultiOperation(this, StepsOf(replaced)));
    }

    private MultiStep[] StepsOf(Claim? replaced)
    {
        MultiStep[] deletes = replaced is null ? [] : Array.ConvertAll<ClaimedNode, MultiStep>(replaced._deleting, gone => new MultiStep.Delete(gone.Path));
        var creates = Array.ConvertAll<ClaimedNode, MultiStep>(
            _nodes, made => new MultiStep.Create(made.Requested, _host.ContenderData, CreateMode.EphemeralSequential, _host.Acl));
        return [.. deletes, .. creates];
    }

    private void OnCreateAnswered(MultiOperation multi)
    {
        var deletes = multi.Steps.Count - _nodes.Length;
        var failed = multi.Error == ZooKeeperError.Ok ? multi.FailedStep : -1;
        OnReplaceAnswered(multi);
        if (failed >= 0 && failed < deletes)
        {
            // The other claim sees to its nodes by itself.
            Create();
            return;
        }

        if (failed >= 0)
        {
            OnCreateAnswered(multi.Results[failed].Error, multi.Steps[failed].Path.Asked, null);
            return;
        }

        if (multi.Error == ZooKeeperError.Ok)
        {
            for (var i = 0; i < _nodes.Length; i++)
            {
                _nodes[i].OnCreated(multi.Results[deletes + i].CreatedNumber);
            }
        }

        OnCreateAnswered(multi.Error, multi.Steps[deletes].Path.Asked, multi);
    }

    private void OnReplaceAnswered(MultiOperation multi)
    {
        var replaced = _replaced;
        _replaced = null;
        if (replaced is null || replaced._state == State.Gone)
        {
            return;
        }

        if (multi is { Error: ZooKeeperError.Ok, FailedStep: < 0 })
        {
            replaced.OnGone();
            return;
        }

        replaced.SubmitDelete();
        if (multi.Error != ZooKeeperError.Ok)
        {
            // As with a delete of its own: it goes on in the background.
            replaced.SettleRelease();
        }
    }
}
