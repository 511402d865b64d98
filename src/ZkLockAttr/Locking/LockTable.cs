using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Locking;

/// <summary>
/// All locks that this process wants or holds through one session. It starts no thread, reads no clock and needs no pool: the session calls it.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class LockTable : IQueueHost, ISessionListener, IOperationOwner
{
    // A heartbeat checks at most so many nodes; where there are more, they take turns.
    private const int MaxChecks = 128;

    // A program takes the same locks again and again, or others each time: only the first is helped by keeping what belongs to a name.
    private const int MostIdleQueues = 1024;

    private readonly DistributedLocksOptions _options;
    private readonly string _root;
    private readonly ILogger _logger;
    private readonly Outage _outage;
    private readonly Dictionary<string, LocalQueue> _queues = [];
    private readonly HashSet<JointRequest> _joint = [];
    private readonly HashSet<Contender> _contenders = [];
    private readonly HashSet<Hold> _holds = [];
    private readonly Dictionary<uint, Claim> _claims = [];
    private readonly Dictionary<string, HolderRead> _holderReads = [];
    private IZooKeeperSession? _session;
    private uint _lastAttempt;
    private int _checkedLast;

    /// <param name="options">What the user has set.</param>
    /// <param name="root">What stands before each name in its path.</param>
    /// <param name="counts">Where to count what happens.</param>
    /// <param name="logger">Where to tell of it.</param>
    public LockTable(DistributedLocksOptions options, string root, LockCounts counts, ILogger logger)
    {
        _options = options;
        _root = root;
        _logger = logger;
        _outage = new Outage(this);
        Shutdown = new Shutdown(this);
        Counts = counts;
        ContenderData = Encoding.UTF8.GetBytes($"machine={Environment.MachineName} process={options.ApplicationName} pid={Environment.ProcessId}");
        HandOverLimit = options.HandOverLimit;
        HandOverTime = options.HandOverTime;
    }

    /// <summary>The session, which in turn needs this table to be made: given once, before anything else is called.</summary>
    public IZooKeeperSession Session
    {
        get => _session!;
        set
        {
            _session = value;
            _outage.Begin();
        }
    }

    /// <summary>The end of it all.</summary>
    public Shutdown Shutdown { get; }

    /// <inheritdoc/>
    public ulong Owner { get; private set; } = NewOwner();

    /// <summary>What our nodes say of us, for people.</summary>
    public byte[] ContenderData { get; }

    public LockCounts Counts { get; }

    public TimeSpan ConnectTimeout => _options.ConnectTimeout;

    public ZooKeeperAcl Acl => _options.Acl;

    public CreateMode ParentMode => _options.PersistentParents ? CreateMode.Persistent : CreateMode.Container;

    public int HandOverLimit { get; set; }

    public TimeSpan HandOverTime { get; set; }

    /// <summary>All that this process has in the ensemble.</summary>
    public IReadOnlyCollection<Hold> Holds => _holds;

    /// <summary>Without those that are kept for a next caller: they are nobody's.</summary>
    public IEnumerable<Hold> HoldsInUse => _holds.Where(hold => !hold.IsRetained);

    /// <summary>Those who wait for a lock.</summary>
    public IEnumerable<Caller> Waiting() => _queues.Values.SelectMany(queue => queue.Callers).Concat(_joint.Select(joint => joint.Caller));

    /// <summary>Those who wait, in a copy: who is told leaves. Last come first: so nobody moves up only to be sent away.</summary>
    public Caller[] LastFirst() => [.. Waiting().Reverse()];

    /// <summary>Takes a caller in, who has asked and waits from now on.</summary>
    public void Join(Caller caller, CancellationToken cancellationToken)
    {
        Shutdown.ThrowIfTooLate(caller);
        Counts.OnJoined();
        ref readonly var demand = ref caller.Demand;
        if (demand.IsJoint)
        {
            var joint = new JointRequest(this, caller);
            _joint.Add(joint);
            joint.Begin(cancellationToken);
        }
        else
        {
            var queue = CollectionsMarshal.GetValueRefOrAddDefault(_queues, demand.FirstPath, out _) ??= new LocalQueue(this, demand.FirstPath);
            queue.Join(caller, cancellationToken);
        }

        _outage.OnJoined();
    }

    /// <summary>The locks' names below the root.</summary>
    public string NameOf(in Demand demand) => string.Join(", ", demand.Wishes.Select(wish => wish.Path[_root.Length..]));

    public void OnLost(Hold hold, string reason) => LockLog.Lost(_logger, hold.Demand.DescribePaths(), reason);

    /// <inheritdoc/>
    public Claim NewClaim(IClaimOwner owner, in Demand demand, Claim? last)
    {
        if (last is null || !last.TryRenew(owner))
        {
            last = new Claim(this, owner, NextAttempt(), demand.NewNodes(Owner, _lastAttempt));
        }

        _claims.Add(last.Attempt, last);
        return last;
    }

    public void Remember(Contender contender) => _contenders.Add(contender);

    public void Remember(Hold hold) => _holds.Add(hold);

    public void Forget(Contender contender) => _contenders.Remove(contender);

    public void Forget(Claim claim) => _claims.Remove(claim.Attempt);

    /// <summary>Nobody of this process wants the lock. Its queue is kept for the next, if there are not too many.</summary>
    public void OnIdle(LocalQueue queue)
    {
        if (_queues.Count > MostIdleQueues)
        {
            _queues.Remove(queue.Path);
        }
    }

    /// <summary>Has the first node of a queue say who it is, and then tells the caller that his time has run out.</summary>
    public void ReadHolder(string node, Caller caller)
    {
        if (!_holderReads.TryGetValue(node, out var read))
        {
            read = new HolderRead(this, node);
            _holderReads.Add(node, read);
            read.Begin();
        }

        read.Add(caller);
    }

    public void Forget(HolderRead read) => _holderReads.Remove(read.Node);

    public void Forget(JointRequest joint) => _joint.Remove(joint);

    public void Forget(Hold hold)
    {
        _holds.Remove(hold);
        Shutdown.OnHoldOver();
    }

    /// <summary>
    /// Deletes a node that is ours and that no attempt knows any more: one that was made in a session whose handshake was never answered.
    /// </summary>
    public void RemoveIfStray(string parent, ReadOnlySpan<char> name)
    {
        if (QueueNodeName.TryReadAttempt(name, Owner, out var attempt) && !_claims.ContainsKey(attempt))
        {
            LockLog.StrayRemoved(_logger, parent, name.ToString());
            Session.Submit(new DeleteOperation(this, $"{parent}/{name}"));
        }
    }

    /// <summary>Ending the session is the last means to free a node that may not be deleted or found; only when no other is worth keeping.</summary>
    public void OnRemovalRefused(string node, Refusal refusal)
    {
        LockLog.RemovalRefused(_logger, node, refusal.Reason);
        if (!_claims.Values.Any(other => other.IsAlive))
        {
            Session.Renew();
        }
    }

    /// <summary>How the session is, and what it is used for.</summary>
    public LocksStatus Describe(string server) => new()
    {
        SessionId = Session.SessionId,
        Server = server,
        UnservedFor = _outage.Lasted,
        HasExpired = _outage.HasExpired,
        LeaseLeft = Session.Lease.IsValid ? Session.Lease.Left : null,
        Failures = Session.DescribeFailures(),
        Held = [.. HoldsInUse.Select(hold => NameOf(hold.Demand))],
        Waiting = Waiting().Count(),
        IsStopping = Shutdown.HasBegun,
    };

    public void OnAttached(bool isNewSession) => Counts.OnAttached(isNewSession);

    public void OnServed() => _outage.OnServed();

    public void OnDetached() => _outage.OnDetached();

    // Copies, here and below: what they are told may change the sets.
    public void OnSessionExpired()
    {
        if (!Shutdown.HasEnded)
        {
            Counts.OnExpired();
        }

        Owner = NewOwner();
        _outage.OnSessionExpired();
        foreach (var claim in _claims.Values.ToArray())
        {
            claim.OnGone();
        }

        var contenders = _contenders.ToArray();
        foreach (var hold in _holds.ToArray())
        {
            hold.Lose(LossReason.SessionEnded);
        }

        foreach (var contender in contenders)
        {
            contender.OnSessionExpired();
        }
    }

    public void OnLeaseEnded()
    {
        // A session that ends takes its lease with it, and that is told first.
        var reason = Session.SessionId == 0 ? LossReason.SessionEnded : LossReason.Unconfirmed;
        foreach (var hold in _holds.ToArray())
        {
            hold.Lose(reason);
        }
    }

    public void OnLeaseGranted()
    {
        foreach (var contender in _contenders.ToArray())
        {
            contender.OnLeaseGranted();
        }
    }

    /// <summary>Checks our nodes: a failed check proves the quorum all the same, and tells which node is lost.</summary>
    public Operation? CreateHeartbeat()
    {
        TellOfLongHolds();
        var standing = _claims.Values.SelectMany(claim => claim.StandingNodes(), (claim, node) => (claim, node)).ToArray();
        if (standing.Length == 0)
        {
            return null;
        }

        var count = Math.Min(standing.Length, MaxChecks);
        var nodes = new (Claim, ClaimedNode)[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = standing[(_checkedLast + i) % standing.Length];
        }

        _checkedLast = (_checkedLast + count) % standing.Length;
        return Heartbeat.Of(this, nodes);
    }

    /// <summary>A stray's delete: whatever the answer, the next list tells.</summary>
    public void OnCompleted(Operation operation)
    {
    }

    // The counter may come round while a lock that was taken long ago is held.
    private uint NextAttempt()
    {
        while (_claims.ContainsKey(unchecked(++_lastAttempt)))
        {
        }

        return _lastAttempt;
    }

    // With each heartbeat, since there is one whenever something is held.
    private void TellOfLongHolds()
    {
        foreach (var hold in _holds)
        {
            foreach (var handle in hold.FindLong(_options.LongHold))
            {
                var waiting = Waiting().Count(caller => Array.Exists(caller.Demand.Wishes, wish => Array.Exists(hold.Demand.Wishes, held => held.Path == wish.Path)));
                LockLog.HeldLong(_logger, NameOf(hold.Demand), Session.Now - handle.Since, _options.ApplicationName, waiting, hold.Claim.Nodes[0].Path.ToString());
            }
        }
    }

    private static ulong NewOwner() => BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
