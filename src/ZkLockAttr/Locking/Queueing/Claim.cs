using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// The nodes of one attempt: made in one transaction, and seen to until they are surely gone, whatever gets lost on the way. It outlives its owner: a claim
/// that nobody wants deletes itself.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed partial class Claim : Deadline, IOperationOwner
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly IQueueHost _host;
    private readonly ulong _madeBy;
    private readonly uint _attempt;
    private readonly ClaimedNode[] _nodes;

    // Whoever is told; null once nobody wants the nodes.
    private IClaimOwner? _owner;
    private State _state = State.Creating;
    private TimeSpan _retryDelay = FirstRetry;

    // Who waits for the end of the nodes.
    private IReleaseListener? _releasedFor;

    public Claim(IQueueHost host, IClaimOwner owner, uint attempt, ClaimedNode[] nodes)
    {
        _host = host;
        _owner = owner;
        _madeBy = host.Owner;
        _attempt = attempt;
        _nodes = nodes;
    }

    private enum State
    {
        /// <summary>The create is sent or will be.</summary>
        Creating,

        /// <summary>The answer to the create was lost: the nodes may exist.</summary>
        Unknown,

        /// <summary>A node was found again; whose session owns it is asked.</summary>
        Found,

        Alive,

        /// <summary>The delete is sent, or will be again.</summary>
        Deleting,

        Gone,
    }

    public uint Attempt => _attempt;

    /// <summary>The nodes, in the order of their making.</summary>
    public ReadOnlySpan<ClaimedNode> Nodes => _nodes;

    /// <summary>The transaction that created them: the fencing token.</summary>
    public long Czxid { get; private set; }

    /// <summary>Whether they exist as far as we know, and are to stay.</summary>
    public bool IsAlive => _state == State.Alive;

    /// <summary>Those that exist as far as we know, and are to stay.</summary>
    public ClaimedNode[] StandingNodes() => IsAlive ? StandingNodesOf(_nodes) : [];

    /// <summary>From now on somebody else is told.</summary>
    public void HandTo(IClaimOwner owner) => _owner = owner;

    /// <summary>Deletes the nodes, now or as soon as they are found, and does not rest before they are gone. Nobody is told any more.</summary>
    public void Delete()
    {
        _owner = null;
        if (_state == State.Alive)
        {
            SubmitDelete();
        }
    }

    /// <summary>Leaves the deleting of the nodes to the next claim's <see cref="Create"/>. Nobody is told any more.</summary>
    public void LeaveToNext()
    {
        _owner = null;
        _state = State.Deleting;
        _deleting = StandingNodesOf(_nodes);
    }

    /// <summary>Tells when the end of the nodes is confirmed, or has to go on in the background. One alone can be told.</summary>
    /// <returns>False, and nobody is told, if that is so already.</returns>
    public bool TryAwaitRelease(IReleaseListener listener)
    {
        // Without a connection the delete waits for one, which may take long: the caller need not.
        if (_state == State.Gone || !_host.Session.IsAttached)
        {
            return false;
        }

        _releasedFor = listener;
        return true;
    }

    /// <summary>Begins anew, with a node of the same name but for the number, if the old one is surely gone.</summary>
    /// <remarks>
    /// All that was ever asked about the old node is answered: a session's requests are answered in order, and its delete was the last of them. So no answer
    /// can be taken for one about the new node, and nobody who searches for that finds the old one.
    /// </remarks>
    public bool TryRenew(IClaimOwner owner)
    {
        if (!_isDeleted || _madeBy != _host.Owner)
        {
            return false;
        }

        _owner = owner;
        _state = State.Creating;
        _isDeleted = false;
        _retryDelay = FirstRetry;
        _nodes[0].Renew();
        return true;
    }

    /// <summary>The nodes are not there any more: their session is over, or they were deleted.</summary>
    public void OnGone()
    {
        _state = State.Gone;
        _host.Session.Unschedule(this);
        _host.Forget(this);
        _dropDone?.TrySetResult();
        SettleRelease();
    }

    /// <summary>A quorum did not confirm a node.</summary>
    public void OnCheckFailed(ClaimedNode node, ZooKeeperError error)
    {
        // Unless it was let go meanwhile.
        if (_state == State.Alive && !node.IsGone)
        {
            OnNodeLost(node, error);
        }
    }

    /// <summary>Somebody else has deleted a node, or it is not ours any more. The others are of no use.</summary>
    public void OnNodeLost(ClaimedNode node, ZooKeeperError error = ZooKeeperError.NoNode)
    {
        // Another error than NoNode: its access control list was changed. As far as we can see it is not ours any more, but it is there.
        if (error == ZooKeeperError.NoNode)
        {
            Abandon(node);
        }

        var owner = TakeOwner();
        SubmitDelete();
        owner?.OnClaimLost(error);
    }

    public void OnCompleted(Operation operation)
    {
        // What the session's end has settled already.
        if (_state == State.Gone || operation.Error == ZooKeeperError.SessionExpired)
        {
            return;
        }

        switch (operation)
        {
            case CreateOperation create:
                OnCreateAnswered(create.Error, create.Path, create);
                break;
            case MultiOperation multi when _state == State.Creating:
                OnCreateAnswered(multi);
                break;
            case MultiOperation multi:
                OnDeleted(multi);
                break;
            case SyncOperation:
                OnSynced(operation.Error);
                break;
            case GetChildrenOperation list:
                OnSearched(list);
                break;
            case GetDataOperation read:
                OnOwnerRead(read);
                break;
            case DeleteOperation delete:
                OnDeleted(delete);
                break;
        }
    }

    /// <summary>What was refused is tried again.</summary>
    public override void OnDue()
    {
        switch (_state)
        {
            case State.Creating:
                Create();
                break;
            case State.Unknown:
                Search();
                break;
            case State.Deleting:
                SubmitDelete();
                break;
        }
    }

    private static ClaimedNode[] StandingNodesOf(ClaimedNode[] nodes) => Array.FindAll(nodes, node => !node.IsGone);

    private void OnCreateAnswered(ZooKeeperError error, string path, Operation? done)
    {
        switch (error)
        {
            case ZooKeeperError.Ok:
                if (done is CreateOperation create)
                {
                    _nodes[0].OnCreated(create.CreatedNumber);
                }

                OnExists(done!.Zxid);
                break;
            case ZooKeeperError.ConnectionLoss:
                Search();
                break;
            case ZooKeeperError.ThrottledOp when _owner is not null:
                RetryLater();
                break;
            default:
                var owner = TakeOwner();
                OnGone();
                owner?.OnCreateFailed(error, path[..path.LastIndexOf('/')]);
                break;
        }
    }

    private void OnExists(long czxid)
    {
        _state = State.Alive;
        Czxid = czxid;
        if (_owner is null)
        {
            SubmitDelete();
        }
        else
        {
            _owner.OnCreated();
        }
    }

    private IClaimOwner? TakeOwner()
    {
        var owner = _owner;
        _owner = null;
        return owner;
    }

    private void RetryLater()
    {
        _host.Session.Schedule(this, _host.Session.Now + _retryDelay);
        _retryDelay = _retryDelay * 2 < LongestRetry ? _retryDelay * 2 : LongestRetry;
    }

    private void SettleRelease()
    {
        var listener = _releasedFor;
        _releasedFor = null;
        listener?.OnReleased();
    }
}
