using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>Making the nodes, and what is above them.</summary>
internal sealed partial class Contender : IOperationOwner
{
    // A parent that vanishes again and again between its create and ours: containers are swept, but not that often.
    private const int MaxParentTries = 20;

    private int _parentTries;
    private CreateOperation? _parentRefusal;

    void IClaimOwner.OnCreated()
    {
        _parentTries = 0;
        foreach (var node in _claim!.Nodes)
        {
            if (QueueNodeName.IsExhausted(node.Number))
            {
                Drain(node.Parent);
                return;
            }
        }

        foreach (var place in _places)
        {
            // The nodes were found again after a lost answer, and with that answer the lists were lost.
            if (place.LacksList)
            {
                place.List();
            }
        }
    }

    void IClaimOwner.OnCreateFailed(ZooKeeperError error, string lockPath)
    {
        _claim = null;
        if (error != ZooKeeperError.NoNode || _parentTries++ == MaxParentTries)
        {
            Refuse(new Refusal(error, ZooKeeperPermissions.Create, lockPath));
        }
        else if (_parentRefusal is { } parent)
        {
            Refuse(Refusal.OfChild(parent.Error, ZooKeeperPermissions.Create, parent.Path));
        }
        else
        {
            MakeParents();
            Enqueue();
        }
    }

    void IClaimOwner.OnSearchRefused(ZooKeeperError error, string lockPath)
    {
        _claim = null;
        Refuse(new Refusal(error, ZooKeeperPermissions.Read, lockPath));
    }

    void IClaimOwner.OnClaimLost(ZooKeeperError error) => OnClaimLost();

    /// <summary>A node is gone, or never was: start anew.</summary>
    public void OnClaimLost()
    {
        GiveUpClaim();
        Enqueue();
    }

    /// <summary>A parent's create.</summary>
    public void OnCompleted(Operation operation)
    {
        var create = (CreateOperation)operation;
        if (create.Error is not (ZooKeeperError.Ok or ZooKeeperError.NodeExists or ZooKeeperError.NoNode
            or ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.ThrottledOp))
        {
            _parentRefusal = create;
        }
        else if (create.Error is ZooKeeperError.Ok or ZooKeeperError.NodeExists)
        {
            // Then what is above it stands, though we may not create it.
            _parentRefusal = null;
        }
    }

    private void Enqueue(Claim? replaced = null)
    {
        _stage = Stage.Waiting;
        _host.Session.Unschedule(this);
        _drain?.Abandon();
        _absence?.Abandon();
        _claim = _lastClaim = _host.NewClaim(this, _demand, _lastClaim);
        _claim.Create(replaced);
        foreach (var place in _places)
        {
            place.Reset();
            place.List(_solitude);
        }
    }

    private void MakeParents()
    {
        foreach (var path in _demand.Wishes.SelectMany(wish => Ancestry(wish.Path)).Distinct())
        {
            _host.Session.Submit(new CreateOperation(this, path, null, _host.ParentMode, _host.Acl));
        }
    }

    private static IEnumerable<string> Ancestry(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }

        yield return path;
    }
}
