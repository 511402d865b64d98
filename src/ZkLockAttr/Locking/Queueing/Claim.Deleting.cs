using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>The end of the nodes: in one transaction, again and again until they are gone.</summary>
internal sealed partial class Claim
{
    // What the running multi deletes, a node for each step.
    private ClaimedNode[] _deleting = [];

    private DeleteOperation? _delete;

    // Whether there was one node alone, and it is gone by a delete of ours that was answered.
    private bool _isDeleted;

    // Set while one node alone is let go and the others stay.
    private ClaimedNode? _dropped;
    private TaskCompletionSource? _dropDone;

    /// <summary>Deletes one of the nodes; the others stay.</summary>
    /// <returns>Completed when it is gone, or all are; faulted when that is refused.</returns>
    public Task Drop(ClaimedNode node)
    {
        _dropped = node;
        _dropDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.IsGone = true;
        _host.Session.Submit(new DeleteOperation(this, node.Path));
        return _dropDone.Task;
    }

    private void SubmitDelete()
    {
        _state = State.Deleting;
        if (_dropped is { } dropped)
        {
            // That it is gone was not confirmed: it goes with the others.
            dropped.IsGone = false;
        }

        _deleting = _nodes is [{ IsGone: false, IsKnown: true }] ? _nodes : Array.FindAll(_nodes, node => !node.IsGone && node.IsKnown);
        switch (_deleting)
        {
            case []:
                OnGone();
                break;
            case [var node]:
                _delete ??= new DeleteOperation(this, node.Path);
                _delete.Node = node.Path;
                _host.Session.Submit(_delete);
                break;
            default:
                _host.Session.Submit(new MultiOperation(this, Array.ConvertAll<ClaimedNode, MultiStep>(_deleting, node => new MultiStep.Delete(node.Path))));
                break;
        }
    }

    private void OnDeleted(DeleteOperation delete)
    {
        if (_dropped is { } dropped && delete.Node == dropped.Path)
        {
            OnDropped(dropped, delete);
            return;
        }

        if (delete.Error is ZooKeeperError.Ok or ZooKeeperError.NoNode)
        {
            _isDeleted = delete.Error == ZooKeeperError.Ok && _nodes.Length == 1;
            OnGone();
        }
        else
        {
            DeleteAgain(delete.Error, delete.Path);
        }
    }

    private void OnDeleted(MultiOperation delete)
    {
        if (delete.Error != ZooKeeperError.Ok)
        {
            DeleteAgain(delete.Error, delete.Path);
            return;
        }

        switch (delete.FailedStep)
        {
            case < 0:
                OnGone();
                break;
            case var failed when delete.Results[failed].Error == ZooKeeperError.NoNode:
                Abandon(_deleting[failed]);
                SubmitDelete();
                break;
            case var failed:
                DeleteAgain(delete.Results[failed].Error, _deleting[failed].Path.ToString());
                break;
        }
    }

    private void OnDropped(ClaimedNode dropped, DeleteOperation delete)
    {
        switch (delete.Error)
        {
            case ZooKeeperError.Ok or ZooKeeperError.NoNode:
                dropped.IsGone = true;
                _dropped = null;
                _dropDone!.TrySetResult();
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                _host.Session.Submit(delete);
                break;
            default:
                dropped.IsGone = false;
                _dropped = null;
                _dropDone!.TrySetException(new ZooKeeperException(delete.Error, delete.Path));
                break;
        }
    }

    private void DeleteAgain(ZooKeeperError error, string path)
    {
        if (error == ZooKeeperError.ConnectionLoss)
        {
            SubmitDelete();
        }
        else
        {
            if (error != ZooKeeperError.ThrottledOp)
            {
                _host.OnRemovalRefused(path, Refusal.OfChild(error, ZooKeeperPermissions.Delete, path));
            }

            RetryLater();
        }

        SettleRelease();
    }

    // The node is gone, or is not to be touched. What has no name of its own is ours only while the node before it stands.
    private void Abandon(ClaimedNode node)
    {
        node.IsGone = true;
        for (var i = Array.IndexOf(_nodes, node) + 1; i < _nodes.Length && _nodes[i].IsNameless; i++)
        {
            _nodes[i].IsGone = true;
        }
    }
}
