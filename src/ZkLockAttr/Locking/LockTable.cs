using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// All locks that this process wants or holds through one session. It starts no thread, reads no clock and needs no pool: the session calls it.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class LockTable(DistributedLocksOptions options, string root, ILogger logger) : Deadline, ISessionListener, IOperationOwner
{
    // A heartbeat checks at most so many nodes; where there are more, they take turns.
    private const int MaxChecks = 128;

    // Waiting callers are told of an outage up to so much later than their own time, so that many of them are told together.
    private static readonly TimeSpan OutageGrain = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, LocalQueue> _queues = [];
    private readonly Dictionary<uint, QueueNode> _nodes = [];
    private IZooKeeperSession? _session;
    private uint _lastAttempt;
    private int _checkedLast;
    private TimeSpan _detachedSince;
    private bool _isServed;
    private bool _isShut;

    /// <summary>The session, which in turn needs this table to be made: given once, before anything else is called.</summary>
    public IZooKeeperSession Session
    {
        get => _session!;
        set => _session = value;
    }

    /// <summary>Drawn at random for each session: it marks our nodes also before the session's id is known.</summary>
    public ulong Owner { get; private set; } = NewOwner();

    /// <summary>What our nodes say of us, for people.</summary>
    public byte[] ContenderData { get; } = Encoding.UTF8.GetBytes($"machine={Environment.MachineName} process={options.ApplicationName} pid={Environment.ProcessId}");

    public TimeSpan ConnectTimeout => options.ConnectTimeout;

    public ZooKeeperAcl Acl => options.Acl;

    public CreateMode ParentMode => options.PersistentParents ? CreateMode.Persistent : CreateMode.Container;

    /// <summary>Puts a caller into the queue of a lock.</summary>
    public Contender Join(string path, TimeSpan? timeout, bool throwsOnTimeout, LockFlow flow, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isShut, typeof(DistributedLocks));
        var queue = CollectionsMarshal.GetValueRefOrAddDefault(_queues, path, out _) ??= new LocalQueue(this, path);
        var contender = new Contender(queue, timeout, throwsOnTimeout, flow);
        queue.Join(contender, cancellationToken);
        if (!_isServed && !IsQueued)
        {
            _detachedSince = Session.Now;
            WatchOutage();
        }

        return contender;
    }

    /// <summary>A lock's name below the root.</summary>
    public string NameOf(string path) => path[root.Length..];

    public void OnLost(Contender holder, string reason) => LockLog.Lost(logger, holder.Path, reason);

    public QueueNode NewNode(Contender contender)
    {
        var node = new QueueNode(this, contender, ++_lastAttempt);
        _nodes.Add(node.Attempt, node);
        return node;
    }

    public void Forget(QueueNode node) => _nodes.Remove(node.Attempt);

    public void Forget(LocalQueue queue) => _queues.Remove(queue.Path);

    /// <summary>
    /// Deletes a node that is ours and that no attempt knows any more: one that was made in a session whose handshake was never answered.
    /// </summary>
    public void RemoveIfStray(string parent, string name)
    {
        if (QueueNodeName.TryReadAttempt(name, Owner, out var attempt) && !_nodes.ContainsKey(attempt))
        {
            LockLog.StrayRemoved(logger, parent, name);
            Session.Submit(new DeleteOperation(this, $"{parent}/{name}"));
        }
    }

    /// <summary>Ending the session is the last means to free a node that may not be deleted or found; only when no other is worth keeping.</summary>
    public void OnRemovalRefused(string node, ZooKeeperError error)
    {
        LockLog.RemovalRefused(logger, node, error);
        if (!_nodes.Values.Any(other => other.IsAlive))
        {
            Session.Renew();
        }
    }

    /// <summary>Ends all waits; the holders' nodes go with the session.</summary>
    public void Shut()
    {
        _isShut = true;
        foreach (var contender in LastFirst())
        {
            contender.OnShut();
        }
    }

    public void OnAttached(bool isNewSession)
    {
    }

    /// <summary>The outage is over. Not before: a server may take the session and refuse all that it asks for.</summary>
    public void OnServed()
    {
        _isServed = true;
        Session.Unschedule(this);
    }

    public void OnDetached()
    {
        if (_isServed)
        {
            _isServed = false;
            _detachedSince = Session.Now;
            WatchOutage();
        }
    }

    public void OnSessionExpired()
    {
        Owner = NewOwner();
        foreach (var node in _nodes.Values.ToArray())
        {
            node.OnGone();
        }

        foreach (var head in Heads())
        {
            head.OnSessionExpired();
        }
    }

    public void OnLeaseEnded()
    {
        foreach (var head in Heads())
        {
            head.OnLeaseEnded();
        }
    }

    public void OnLeaseGranted()
    {
        foreach (var head in Heads())
        {
            head.OnLeaseGranted();
        }
    }

    /// <summary>Checks our nodes: a failed check proves the quorum all the same, and tells which node is lost.</summary>
    public Operation? CreateHeartbeat()
    {
        var alive = _nodes.Values.Where(node => node.IsAlive).ToArray();
        if (alive.Length == 0)
        {
            return null;
        }

        var count = Math.Min(alive.Length, MaxChecks);
        var nodes = new QueueNode[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = alive[(_checkedLast + i) % alive.Length];
        }

        _checkedLast = (_checkedLast + count) % alive.Length;
        return Heartbeat.Of(this, nodes);
    }

    /// <summary>A stray's delete: whatever the answer, the next list tells.</summary>
    public void OnCompleted(Operation operation)
    {
    }

    /// <summary>There was no session for a while: tells those who have waited long enough for one.</summary>
    public override void OnDue()
    {
        if (_isServed)
        {
            return;
        }

        var reason = string.Create(
            CultureInfo.InvariantCulture, $"no session with ZooKeeper for {ConnectTimeout.TotalSeconds:0.###} s; {Session.DescribeFailures()}");
        foreach (var contender in LastFirst().Where(contender => OutageEnd(contender) <= Session.Now))
        {
            contender.Fail(new LockUnavailableException(contender.Path, reason));
        }

        WatchOutage();
    }

    private void WatchOutage()
    {
        var next = _queues.Values.SelectMany(queue => queue.Contenders).Select(OutageEnd).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (next < TimeSpan.MaxValue)
        {
            Session.Schedule(this, next + OutageGrain);
        }
    }

    private TimeSpan OutageEnd(Contender contender) =>
        contender.IsHolder ? TimeSpan.MaxValue : (contender.Joined > _detachedSince ? contender.Joined : _detachedSince) + ConnectTimeout;

    // Those who may have a node. Copies, here and below: what they are told may change the queues.
    private Contender[] Heads() => _queues.Values.Select(queue => queue.Head!).ToArray();

    // Last come first: so nobody moves up to the head only to be sent away.
    private Contender[] LastFirst() => _queues.Values.SelectMany(queue => queue.Contenders.Reverse()).ToArray();

    private static ulong NewOwner() => BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
