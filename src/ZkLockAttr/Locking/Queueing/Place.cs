using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>A contender's place in one queue: who is ahead, and whether enough of them are gone.</summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class Place(Contender contender, Wish wish) : IOperationOwner
{
    // The memory of a long list is not kept.
    private const int MostKept = 16;

    // Shared by all that have none, and never changed.
    private static readonly List<Predecessor> NoPredecessors = [];

    // The nearest that exclude us, and at most how many do.
    private List<Predecessor> _predecessors = NoPredecessors;
    private int _ahead;

    // The first of the queue, who has the lock if anybody has: when it was listed last, and still, if it stands.
    private string? _first;

    // The list that is to be answered next: the answer to an older one is of no interest.
    private GetChildrenOperation? _expected;
    private Solitude? _solitude;

    // One that is answered, for the next time.
    private GetChildrenOperation? _answered;

    // Since when a reader of kazoo's may be waiting for us, who wait for it.
    private TimeSpan? _readerFirstSince;

    // Whether a writer between such a reader and us has gone: perhaps it has stepped back, and the reader can enter only if we all do.
    private bool _writerLeftReader;

    public IQueueHost Host => contender.Host;

    public string Path => wish.Path;

    public QueueKind Kind => wish.Kind;

    /// <summary>Whether nobody keeps us from the lock. Once so, always so: who comes later stands behind.</summary>
    public bool IsClear { get; private set; }

    /// <summary>Whether the list was lost, and is to be asked for again once the claim is found.</summary>
    public bool LacksList { get; private set; }

    /// <summary>Whether the one alone that is ahead may only be kept, and not be in use.</summary>
    public bool MayBeOnlyRetained => _ahead == 1 && _predecessors is [var one] && QueueNodeName.TryRead(one.Name, out var name) && name.IsRetained;

    private int Room => Kind.Room;

    /// <summary>A new attempt begins: all that was known is void.</summary>
    public void Reset()
    {
        Forget();
        _expected = null;
        _readerFirstSince = null;
        _writerLeftReader = false;
        IsClear = false;
        LacksList = false;
    }

    /// <summary>Asks who is ahead.</summary>
    /// <param name="solitude">Who wants to know of company as well.</param>
    public void List(Solitude? solitude = null)
    {
        LacksList = false;
        _solitude = solitude;
        _expected = solitude is null ? _answered ?? new GetChildrenOperation(this, Path) : new GetChildrenOperation(this, Path, solitude.NewWatch());
        _answered = null;
        Host.Session.Submit(_expected);
    }

    public void OnCompleted(Operation operation)
    {
        // The session's end is told separately, after all operations.
        if (operation != _expected || operation.Error == ZooKeeperError.SessionExpired)
        {
            return;
        }

        _expected = null;
        var list = (GetChildrenOperation)operation;
        _answered = list is { Watcher: null, Children.Count: <= MostKept } ? list : null;
        switch (list.Error)
        {
            // The create before it was not answered either: its nodes are being searched for, and lists will be asked for when they are found.
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp or ZooKeeperError.Ok or ZooKeeperError.NoNode when !contender.HasClaim:
                LacksList = true;
                break;
            case ZooKeeperError.ConnectionLoss or ZooKeeperError.ThrottledOp:
                List();
                break;
            case ZooKeeperError.Ok:
                Judge(list.Children);
                break;
            case ZooKeeperError.NoNode:
                contender.OnClaimLost();
                break;
            default:
                Refuse(new Refusal(list.Error, ZooKeeperPermissions.Read, Path));
                break;
        }
    }

    public void OnPredecessorRead(Predecessor predecessor)
    {
        if (_ahead == 1 && contender.TriesOnce)
        {
            contender.OnRetainerRead(this, predecessor.Says);
        }
    }

    public void OnPredecessorGone(Predecessor predecessor)
    {
        predecessor.Abandon();
        _predecessors.Remove(predecessor);

        var isReadable = QueueNodeName.TryRead(predecessor.Name, out var name);
        _writerLeftReader |= _readerFirstSince is not null && isReadable && IsWriterToKazoo(name);

        // Curator turns a write lock into a read lock by another node of the same number: then it is not gone.
        var isSurelyGone = !isReadable || name.Mark is not (QueueMark.CuratorWrite or QueueMark.PlainWrite);
        if (--_ahead < Room && isSurelyGone)
        {
            Clear();
        }
        else if (_expected is null)
        {
            // It may have given up while others before it still wait.
            List();
        }
    }

    public void Refuse(Refusal refusal) => contender.Refuse(refusal);

    /// <summary>Whether somebody is known to be ahead.</summary>
    public bool IsBlocked => _predecessors.Count > 0;

    /// <summary>The first node of the queue, as it was listed last, where it is not known yet who that is.</summary>
    public string? UnknownHolder => FindFirst() is { Says: not null } ? null : $"{Path}/{_first}";

    /// <summary>Who has the lock, for people, as far as it is known.</summary>
    public string DescribeHolder()
    {
        if (FindFirst() is { } first)
        {
            return Describe(first);
        }

        // Whoever was the first when the queue was listed last is not any more, or has not answered in time.
        return $"one of those in the queue up to {Describe(_predecessors[0])}";
    }

    /// <summary>Nothing is waited for any more.</summary>
    public void Forget()
    {
        foreach (var predecessor in _predecessors)
        {
            predecessor.Abandon();
        }

        _predecessors = NoPredecessors;
        _ahead = 0;
    }

    private void Judge(NodeNames children)
    {
        foreach (var child in children)
        {
            Host.RemoveIfStray(Path, child);
        }

        var view = contender.See(this, children);
        if (!view.HasOwn)
        {
            // A session's requests are done in order, so the list would show them: somebody has deleted one.
            contender.OnOwnNodeMissing(Path, children);
        }
        else if (view.Contradiction is { } node)
        {
            contender.OnContradiction(this, node);
        }
        else
        {
            _solitude?.OnListed(view);
            Take(view);
        }
    }

    private void Take(in QueueView view)
    {
        _ahead = view.Ahead;
        _first = view.First;
        if (_ahead < Room)
        {
            Clear();
        }
        else
        {
            WaitFor(view);
        }
    }

    private void WaitFor(in QueueView view)
    {
        if (_predecessors == NoPredecessors)
        {
            _predecessors = [];
        }

        var nearest = view.Predecessors;
        foreach (var gone in _predecessors.FindAll(known => !nearest.Contains(known.Name)))
        {
            gone.Abandon();
            _predecessors.Remove(gone);
        }

        List<Predecessor> added = [];
        for (var i = 0; i < nearest.Count; i++)
        {
            if (!_predecessors.Exists(known => known.Name == nearest[i]))
            {
                var predecessor = new Predecessor(this, nearest[i]);
                _predecessors.Insert(i, predecessor);
                added.Add(predecessor);
            }
        }

        contender.OnContentionSeen(this);
        if (contender.IsDone)
        {
            return;
        }

        foreach (var predecessor in added)
        {
            predecessor.Watch();
        }

        LookAfterKazooReader(view);
    }

    // A reader of kazoo's that waits also waits for writers behind it: for us, and we for it. It cannot be seen whether it waits, so we step back.
    private void LookAfterKazooReader(in QueueView view)
    {
        if (!Kind.IsExclusive || view.KazooReader is not { } reader)
        {
            return;
        }

        var now = Host.Session.Now;
        _readerFirstSince = view.IsKazooReaderFirst ? _readerFirstSince ?? now : null;
        contender.WatchKazooReader(this, reader, _readerFirstSince ?? now, isSuspect: view.IsKazooReaderFirst, othersLeft: _writerLeftReader);
    }

    // The last of its nodes is the one that others watch.
    private static bool IsWriterToKazoo(in QueueNodeName node) => node is { Mark: QueueMark.Lock } or { Client: QueueClient.ZkLockAttr, Mark: QueueMark.CuratorWrite };

    private Predecessor? FindFirst() => _predecessors.Find(predecessor => predecessor.Name == _first);

    private static string Describe(Predecessor predecessor) => $"{RetainerData.DescriptionOf(predecessor.Says) ?? "a contender"} ({predecessor.Name})";

    private void Clear()
    {
        Forget();
        IsClear = true;
        contender.OnClear();
    }
}
