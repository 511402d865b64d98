using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>The answer to the create was lost: were the nodes made, and in a session that is ours?</summary>
internal sealed partial class Claim
{
    private int _listsExpected;

    // The sync makes the lists as new as the create may be: without it, a server that lags behind hides the nodes.
    private void Search()
    {
        _state = State.Unknown;
        _host.Session.Submit(new SyncOperation(this, _nodes[0].Parent));
    }

    private void OnSynced(ZooKeeperError error)
    {
        if (error != ZooKeeperError.Ok)
        {
            SearchAgain(error, _nodes[0].Parent);
            return;
        }

        var parents = _nodes.Select(node => node.Parent).Distinct().ToArray();
        _listsExpected = parents.Length;
        foreach (var parent in parents)
        {
            _host.Session.Submit(new GetChildrenOperation(this, parent));
        }
    }

    private void SearchAgain(ZooKeeperError error, string lockPath)
    {
        switch (error)
        {
            case ZooKeeperError.ConnectionLoss:
                Search();
                break;
            case ZooKeeperError.ThrottledOp:
                _state = State.Unknown;
                RetryLater();
                break;
            default:
                // The nodes may exist and cannot be found: only the session's end is sure to remove them.
                _state = State.Unknown;
                var owner = TakeOwner();
                _host.OnRemovalRefused(_nodes[0].Requested, new Refusal(error, ZooKeeperPermissions.Read, lockPath));
                RetryLater();
                owner?.OnSearchRefused(error, lockPath);
                break;
        }
    }

    private void OnSearched(GetChildrenOperation list)
    {
        if (_state != State.Unknown || _listsExpected == 0)
        {
            return;
        }

        if (list.Error is not (ZooKeeperError.Ok or ZooKeeperError.NoNode))
        {
            _listsExpected = 0;
            SearchAgain(list.Error, list.Path);
            return;
        }

        foreach (var node in _nodes)
        {
            if (node.Parent == list.Path && !node.IsNameless && TryFind(node, list.Children, out var number))
            {
                node.OnCreated(number);
            }
        }

        if (--_listsExpected == 0)
        {
            OnAllSearched();
        }
    }

    private static bool TryFind(ClaimedNode node, NodeNames children, out int number)
    {
        foreach (var child in children)
        {
            if (node.TryReadNumber(child, out number))
            {
                return true;
            }
        }

        number = 0;
        return false;
    }

    private void OnAllSearched()
    {
        for (var i = 1; i < _nodes.Length; i++)
        {
            // It was made right behind the one before it.
            if (_nodes[i].IsNameless && _nodes[i - 1].IsKnown)
            {
                _nodes[i].OnCreated(unchecked(_nodes[i - 1].Number + 1));
            }
        }

        if (Array.Find(_nodes, node => node.IsKnown) is { } found)
        {
            _state = State.Found;
            _host.Session.Submit(new GetDataOperation(this, found.Path.ToString()));
            return;
        }

        var owner = TakeOwner();
        OnGone();
        owner?.OnClaimLost(ZooKeeperError.NoNode);
    }

    private void OnOwnerRead(GetDataOperation read)
    {
        switch (read.Error)
        {
            // Nodes that were made together have one owner. Where one is missing, or one cannot be told from others', the attempt is not worth much.
            case ZooKeeperError.Ok when read.Stat.EphemeralOwner == _host.Session.SessionId && Array.TrueForAll(_nodes, node => node.IsKnown && !node.IsNameless):
                OnExists(read.Stat.Czxid);
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                SearchAgain(read.Error, _nodes[0].Parent);
                break;
            default:
                // Made in a session whose handshake was never answered, or gone meanwhile: not ours to hold.
                var owner = TakeOwner();
                SubmitDelete();
                owner?.OnClaimLost(ZooKeeperError.NoNode);
                break;
        }
    }
}
