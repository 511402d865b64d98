using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// The way through the ensemble's queues, of one lock or of several together: make the nodes, see who is ahead, wait until they are gone, make sure of the
/// lease, enter. As a <see cref="Deadline"/> it is the end of its patience.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed partial class Contender : Deadline, IClaimOwner
{
    // How long a caller who tries once waits for a lock that may be kept and not used.
    private static readonly TimeSpan LongestRetainerPatience = TimeSpan.FromSeconds(1);

    private readonly IQueueHost _host;
    private readonly IContenderOwner _owner;
    private readonly Demand _demand;
    private readonly Place[] _places;
    private readonly Solitude? _solitude;
    private Stage _stage;

    // The nodes of the present attempt. Null before the first, between two, and after the last.
    private Claim? _claim;

    // Those of the latest attempt.
    private Claim? _lastClaim;

    /// <param name="host">Whom it serves.</param>
    /// <param name="owner">For whom.</param>
    /// <param name="demand">What is asked for.</param>
    /// <param name="watchesCompany">Whether whoever gets the lock wants to know whether he is alone.</param>
    public Contender(IQueueHost host, IContenderOwner owner, in Demand demand, bool watchesCompany)
    {
        _host = host;
        _owner = owner;
        _demand = demand;
        _places = new Place[demand.Wishes.Length];
        for (var i = 0; i < _places.Length; i++)
        {
            _places[i] = new Place(this, demand.Wishes[i]);
        }

        _solitude = watchesCompany ? new Solitude(host, demand.FirstPath) : null;
    }

    private enum Stage
    {
        /// <summary>Its nodes are made, or looked for, or predecessors are watched.</summary>
        Waiting,

        /// <summary>Nobody is ahead, but the lease does not run.</summary>
        Proving,

        /// <summary>The numbers of a lock's queue are used up: it is to be emptied and made anew.</summary>
        Draining,

        /// <summary>It has stepped back for a reader of kazoo's.</summary>
        SteppedBack,

        Done,
    }

    public IQueueHost Host => _host;

    public bool IsDone => _stage == Stage.Done;

    /// <summary>Whether its nodes exist.</summary>
    public bool HasClaim => _claim is { IsAlive: true };

    /// <summary>Whether the ensemble has shown somebody ahead.</summary>
    public bool SeesContention { get; private set; }

    public bool TriesOnce => _owner.TriesOnce;

    /// <summary>Whether it can stand in the queues for another such demand, once it has got what it was made for.</summary>
    public bool CanServeAgain(in Demand demand) => _solitude is null && _demand.IsLike(demand);

    /// <summary>Stands in the queues; once more, if it has got what it stood there for before.</summary>
    /// <param name="replaced">Nodes that go in the same transaction.</param>
    public void Begin(Claim? replaced = null)
    {
        SeesContention = false;
        _parentTries = 0;
        _parentRefusal = null;
        _patienceWith = null;
        _readersPlace = null;
        _drain = null;
        _absence = null;
        _host.Remember(this);
        Enqueue(replaced);
    }

    /// <summary>Gives up, and leaves nothing behind.</summary>
    public void Abandon()
    {
        End();
        GiveUpClaim();
    }

    /// <summary>The session is over, and the nodes with it.</summary>
    public void OnSessionExpired()
    {
        if (!IsDone)
        {
            _claim = null;
            Enqueue();
        }
    }

    public void OnLeaseGranted()
    {
        if (_stage == Stage.Proving)
        {
            Enter();
        }
    }

    /// <summary>The end of its patience, whatever for.</summary>
    public override void OnDue()
    {
        switch (_stage)
        {
            case Stage.SteppedBack:
                Enqueue();
                break;
            case Stage.Waiting when TriesOnce:
                TellContention();
                break;
            case Stage.Waiting:
                OnReaderPatienceEnded();
                break;
        }
    }

    /// <summary>Somebody is ahead in one of the queues.</summary>
    public void OnContentionSeen(Place place)
    {
        if (TriesOnce && place.MayBeOnlyRetained)
        {
            var patience = _host.Session.Timeout / 6;
            _host.Session.Schedule(this, _host.Session.Now + (patience < LongestRetainerPatience ? patience : LongestRetainerPatience));
        }
        else
        {
            TellContention();
        }
    }

    /// <summary>What the retainer who is ahead says while it keeps its lock or uses it.</summary>
    public void OnRetainerRead(Place place, string? says)
    {
        if (RetainerData.HasSeen(says, QueueView.NumberIn(place.Path, _claim!.Nodes)))
        {
            TellContention();
        }
    }

    /// <summary>One of the places is clear.</summary>
    public void OnClear()
    {
        if (Array.TrueForAll(_places, place => place.IsClear))
        {
            Enter();
        }
    }

    public void Refuse(Refusal refusal) => Refuse(refusal.ToException(_demand.DescribePaths()));

    /// <summary>What a list of one of the queues tells us.</summary>
    public QueueView See(Place place, NodeNames children) => QueueView.Of(children, place.Kind, place.Path, _claim!.Nodes);

    /// <summary>A list of the queue does not show a node that it should show.</summary>
    public void OnOwnNodeMissing(string path, NodeNames children)
    {
        foreach (var node in _claim!.Nodes)
        {
            if (node.Parent == path && !IsListed(node, children))
            {
                _claim.OnNodeLost(node);
                return;
            }
        }
    }

    /// <summary>The name is used for what does not go together with what we want.</summary>
    public void OnContradiction(Place place, string node)
    {
        QueueNodeName.TryRead(node, out var name);
        Refuse(QueueKind.Contradiction(place.Path, place.Kind, $"{QueueKind.Of(name)} ({node})"));
    }

    /// <summary>Who has the lock, for people; null if nobody is known to be ahead.</summary>
    public string? DescribeHolder() => BlockedPlace?.DescribeHolder();

    /// <summary>The first node of the queue, where it is not known yet who that is.</summary>
    public string? UnknownHolder => BlockedPlace?.UnknownHolder;

    private Place? BlockedPlace => Array.Find(_places, place => place.IsBlocked);

    private static bool IsListed(ClaimedNode node, NodeNames children)
    {
        foreach (var child in children)
        {
            if (node.IsNamed(child))
            {
                return true;
            }
        }

        return false;
    }

    private void TellContention()
    {
        SeesContention = true;
        _owner.OnContentionSeen();
    }

    // Nobody is ahead, in any of the queues.
    private void Enter()
    {
        // However it came to this answer: without a lease, nobody can say that the nodes still stand.
        _stage = Stage.Proving;
        if (!_host.Session.Lease.IsValid)
        {
            _host.Session.RequireLease();
            return;
        }

        var claim = _claim!;
        _claim = null;
        End();
        _owner.OnGranted(claim, _solitude);
    }

    private void Refuse(Exception reason)
    {
        Abandon();
        _owner.OnRefused(reason);
    }

    private void End()
    {
        _stage = Stage.Done;
        _host.Session.Unschedule(this);
        _host.Forget(this);
        _drain?.Abandon();
        _absence?.Abandon();
        foreach (var place in _places)
        {
            place.Reset();
        }
    }

    // From now on the nodes see to their own end.
    private void GiveUpClaim()
    {
        _claim?.Delete();
        _claim = null;
    }
}
