using System.Diagnostics;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// A contender's node in a queue, from its create until it is surely gone, whatever gets lost on the way. It outlives its contender: one that
/// is no longer wanted deletes itself.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class QueueNode(LockTable table, Contender contender, uint attempt) : Deadline, IOperationOwner
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly string _parent = contender.Path;
    private readonly string _prefix = QueueNodeName.Prefix(table.Owner, attempt);

    private State _state = State.Creating;
    private bool _isWanted = true;
    private TimeSpan _retryDelay = FirstRetry;
    private TaskCompletionSource? _released;

    private enum State
    {
        /// <summary>The create is sent or will be.</summary>
        Creating,

        /// <summary>The answer to the create was lost: the node may exist.</summary>
        Unknown,

        /// <summary>The node was found again; whose session owns it is asked.</summary>
        Found,

        Alive,

        /// <summary>The delete is sent, or will be again.</summary>
        Deleting,

        Gone,
    }

    public uint Attempt => attempt;

    /// <summary>The node's whole path, once it is known.</summary>
    public string? Path { get; private set; }

    /// <summary>The part of the path below the parent.</summary>
    public ReadOnlySpan<char> Name => Path.AsSpan(_parent.Length + 1);

    /// <summary>The transaction that created it: the fencing token.</summary>
    public long Czxid { get; private set; }

    /// <summary>Its number in the queue.</summary>
    public int Number { get; private set; }

    /// <summary>Whether it exists as far as we know, and is to stay.</summary>
    public bool IsAlive => _state == State.Alive;

    public void Create() =>
        table.Session.Submit(new CreateOperation(this, $"{_parent}/{_prefix}", table.ContenderData, CreateMode.EphemeralSequential, table.Acl));

    /// <summary>Deletes the node, now or as soon as it is found, and does not rest before it is gone.</summary>
    /// <param name="released">Completed when the delete is confirmed, or has to go on in the background.</param>
    public void Delete(TaskCompletionSource? released = null)
    {
        _isWanted = false;
        _released = released;
        switch (_state)
        {
            case State.Alive:
                SubmitDelete();
                break;
            case State.Gone:
                SettleRelease();
                break;
        }

        // Without a connection the delete waits for one, which may take long: the caller need not.
        if (!table.Session.IsAttached)
        {
            SettleRelease();
        }
    }

    /// <summary>The node is not there any more: its session is over, or somebody deleted it.</summary>
    public void OnGone()
    {
        _state = State.Gone;
        table.Session.Unschedule(this);
        table.Forget(this);
        SettleRelease();
    }

    /// <summary>Somebody else has deleted the node.</summary>
    public void OnDeletedByOthers()
    {
        OnGone();
        contender.OnNodeLost(this);
    }

    /// <summary>A quorum did not confirm the node.</summary>
    public void OnCheckFailed(ZooKeeperError error)
    {
        if (error == ZooKeeperError.NoNode)
        {
            OnDeletedByOthers();
        }
        else
        {
            // Its access control list was changed: as far as we can see it is not ours any more.
            Delete();
            contender.OnNodeLost(this);
        }
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
                OnCreated(create);
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

    private void OnCreated(CreateOperation create)
    {
        switch (create.Error)
        {
            case ZooKeeperError.Ok:
                OnExists(create.CreatedPath!, create.Zxid);
                break;
            case ZooKeeperError.ConnectionLoss:
                Search();
                break;
            case ZooKeeperError.ThrottledOp when _isWanted:
                RetryLater();
                break;
            default:
                OnGone();
                contender.OnCreateFailed(this, create.Error);
                break;
        }
    }

    // The sync makes the list as new as the create may be: without it, a server that lags behind hides the node.
    private void Search()
    {
        _state = State.Unknown;
        table.Session.Submit(new SyncOperation(this, _parent));
    }

    private void OnSynced(ZooKeeperError error)
    {
        if (error == ZooKeeperError.Ok)
        {
            table.Session.Submit(new GetChildrenOperation(this, _parent));
        }
        else
        {
            SearchAgain(error);
        }
    }

    private void SearchAgain(ZooKeeperError error)
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
                // The node may exist and cannot be found: only the session's end is sure to remove it.
                _state = State.Unknown;
                _isWanted = false;
                table.OnRemovalRefused($"{_parent}/{_prefix}", error);
                RetryLater();
                contender.OnSearchRefused(this, error);
                break;
        }
    }

    private void OnSearched(GetChildrenOperation list)
    {
        if (list.Error is not (ZooKeeperError.Ok or ZooKeeperError.NoNode))
        {
            SearchAgain(list.Error);
            return;
        }

        var name = Array.Find(list.Children, child => child.StartsWith(_prefix, StringComparison.Ordinal) && QueueNodeName.TryReadContender(child, out _));
        if (name is null)
        {
            OnGone();
            contender.OnNodeLost(this);
            return;
        }

        _state = State.Found;
        Path = $"{_parent}/{name}";
        table.Session.Submit(new GetDataOperation(this, Path));
    }

    private void OnOwnerRead(GetDataOperation read)
    {
        switch (read.Error)
        {
            case ZooKeeperError.Ok when read.Stat.EphemeralOwner == table.Session.SessionId:
                OnExists(read.Path, read.Stat.Czxid);
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                SearchAgain(read.Error);
                break;
            default:
                // Made in a session whose handshake was never answered, or gone meanwhile: not ours to hold.
                _isWanted = false;
                SubmitDelete();
                contender.OnNodeLost(this);
                break;
        }
    }

    private void OnExists(string path, long czxid)
    {
        _state = State.Alive;
        Path = path;
        Czxid = czxid;
        if (!_isWanted)
        {
            SubmitDelete();
            return;
        }

        if (!QueueNodeName.TryReadContender(Name, out var number))
        {
            throw new UnreachableException($"The number of '{path}' was read before.");
        }

        Number = number;
        contender.OnNodeCreated(this);
    }

    private void SubmitDelete()
    {
        _state = State.Deleting;
        table.Session.Submit(new DeleteOperation(this, Path!));
    }

    private void OnDeleted(DeleteOperation delete)
    {
        switch (delete.Error)
        {
            case ZooKeeperError.Ok or ZooKeeperError.NoNode:
                OnGone();
                break;
            case ZooKeeperError.ConnectionLoss:
                SubmitDelete();
                SettleRelease();
                break;
            case ZooKeeperError.ThrottledOp:
                RetryLater();
                SettleRelease();
                break;
            default:
                table.OnRemovalRefused(delete.Path, delete.Error);
                RetryLater();
                SettleRelease();
                break;
        }
    }

    private void RetryLater()
    {
        table.Session.Schedule(this, table.Session.Now + _retryDelay);
        _retryDelay = _retryDelay * 2 < LongestRetry ? _retryDelay * 2 : LongestRetry;
    }

    private void SettleRelease()
    {
        _released?.TrySetResult();
        _released = null;
    }
}
