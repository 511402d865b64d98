using System.Globalization;
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
internal sealed class LockTable(DistributedLocksOptions options, string root, LockCounts counts, ILogger logger) : Deadline, IQueueHost, ISessionListener, IOperationOwner
{
    // A heartbeat checks at most so many nodes; where there are more, they take turns.
    private const int MaxChecks = 128;

    // Waiting callers are told of an outage up to so much later than their own time, so that many of them are told together.
    private static readonly TimeSpan OutageGrain = TimeSpan.FromMilliseconds(50);

    // A program takes the same locks again and again, or others each time: only the first is helped by keeping what belongs to a name.
    private const int MostIdleQueues = 1024;

    private readonly Dictionary<string, LocalQueue> _queues = [];
    private readonly HashSet<JointRequest> _joint = [];
    private readonly HashSet<Contender> _contenders = [];
    private readonly HashSet<Hold> _holds = [];
    private readonly Dictionary<uint, Claim> _claims = [];
    private readonly Dictionary<string, HolderRead> _holderReads = [];
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IZooKeeperSession? _session;
    private uint _lastAttempt;
    private int _checkedLast;
    private TimeSpan _detachedSince;
    private bool _isServed;
    private TimeSpan _unservedSince;
    private bool _hasExpired;
    private TaskCompletionSource? _unheld;
    private bool _isShut;

    /// <summary>The session, which in turn needs this table to be made: given once, before anything else is called.</summary>
    public IZooKeeperSession Session
    {
        get => _session!;
        set
        {
            _session = value;
            _unservedSince = value.Now;
        }
    }

    /// <inheritdoc/>
    public ulong Owner { get; private set; } = NewOwner();

    /// <summary>What our nodes say of us, for people.</summary>
    public byte[] ContenderData { get; } = Encoding.UTF8.GetBytes($"machine={Environment.MachineName} process={options.ApplicationName} pid={Environment.ProcessId}");

    public LockCounts Counts { get; } = counts;

    public TimeSpan ConnectTimeout => options.ConnectTimeout;

    public ZooKeeperAcl Acl => options.Acl;

    public CreateMode ParentMode => options.PersistentParents ? CreateMode.Persistent : CreateMode.Container;

    public int HandOverLimit { get; set; } = options.HandOverLimit;

    public TimeSpan HandOverTime { get; set; } = options.HandOverTime;

    /// <summary>Whether no more locks are given out: nothing is kept for a next caller then.</summary>
    public bool IsStopping => _unheld is not null || _isShut;

    /// <summary>Completed once the table is shut and no lock has to be kept from others any longer.</summary>
    public Task Rested => _rested.Task;

    /// <summary>Takes a caller in, who has asked and waits from now on.</summary>
    public void Join(Caller caller, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isShut, typeof(DistributedLocks));
        ref readonly var demand = ref caller.Demand;
        if (IsStopping && !caller.Flow.IsNested)
        {
            throw Stopping(demand);
        }

        Counts.OnJoined();
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

        if (!_isServed && !IsQueued)
        {
            _detachedSince = Session.Now;
            WatchOutage();
        }
    }

    /// <summary>The locks' names below the root.</summary>
    public string NameOf(in Demand demand) => string.Join(", ", demand.Wishes.Select(wish => wish.Path[root.Length..]));

    public void OnLost(Hold hold, string reason) => LockLog.Lost(logger, hold.Demand.DescribePaths(), reason);

    /// <inheritdoc/>
    public Claim NewClaim(IClaimOwner owner, in Demand demand, Claim? last)
    {
        if (last is null || !last.TryRenew(owner))
        {
            var attempt = ++_lastAttempt;
            last = new Claim(this, owner, attempt, demand.NewNodes(Owner, attempt));
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
        TellIfUnheld();
        TellIfRested();
    }

    /// <summary>
    /// Deletes a node that is ours and that no attempt knows any more: one that was made in a session whose handshake was never answered.
    /// </summary>
    public void RemoveIfStray(string parent, ReadOnlySpan<char> name)
    {
        if (QueueNodeName.TryReadAttempt(name, Owner, out var attempt) && !_claims.ContainsKey(attempt))
        {
            LockLog.StrayRemoved(logger, parent, name.ToString());
            Session.Submit(new DeleteOperation(this, $"{parent}/{name}"));
        }
    }

    /// <summary>Ending the session is the last means to free a node that may not be deleted or found; only when no other is worth keeping.</summary>
    public void OnRemovalRefused(string node, Refusal refusal)
    {
        LockLog.RemovalRefused(logger, node, refusal.Reason);
        if (!_claims.Values.Any(other => other.IsAlive))
        {
            Session.Renew();
        }
    }

    /// <summary>Takes no more callers, and tells those who wait. Whoever has a lock keeps it.</summary>
    /// <returns>Completed when nobody has a lock.</returns>
    public Task Close()
    {
        if (_unheld is null)
        {
            _unheld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var caller in LastFirst().Where(caller => !caller.Flow.IsNested))
            {
                caller.Fail(Stopping(caller.Demand));
            }

            TellIfUnheld();
        }

        return _unheld.Task;
    }

    /// <summary>How the session is, and what it is used for.</summary>
    public LocksStatus Describe(string server) => new()
    {
        SessionId = Session.SessionId,
        Server = server,
        UnservedFor = _isServed ? null : Session.Now - _unservedSince,
        HasExpired = _hasExpired,
        LeaseLeft = Session.Lease.IsValid ? Session.Lease.Until - Session.Now : null,
        Failures = Session.DescribeFailures(),
        Held = [.. InUse().Select(hold => NameOf(hold.Demand))],
        Waiting = Waiting().Count(),
        IsStopping = IsStopping,
    };

    /// <summary>Ends all waits and holds; what others may not have yet is kept from them until <see cref="Rested"/>.</summary>
    public void Shut()
    {
        _isShut = true;
        foreach (var caller in LastFirst())
        {
            caller.Fail(new ObjectDisposedException(nameof(DistributedLocks)));
        }

        foreach (var hold in _holds.ToArray())
        {
            hold.OnShut();
        }

        TellIfRested();
    }

    public void OnAttached(bool isNewSession) => Counts.OnAttached(isNewSession);

    /// <summary>The outage is over. Not before: a server may take the session and refuse all that it asks for.</summary>
    public void OnServed()
    {
        _isServed = true;
        Counts.OnServed();
        _hasExpired = false;
        Session.Unschedule(this);
    }

    public void OnDetached()
    {
        if (_isServed)
        {
            _isServed = false;
            Counts.OnDetached();
            _detachedSince = _unservedSince = Session.Now;
            WatchOutage();
        }
    }

    // Copies, here and below: what they are told may change the sets.
    public void OnSessionExpired()
    {
        if (!_isShut)
        {
            Counts.OnExpired();
        }

        Owner = NewOwner();
        _hasExpired = true;
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

    /// <summary>There was no session for a while: tells those who have waited long enough for one.</summary>
    public override void OnDue()
    {
        if (_isServed)
        {
            return;
        }

        var reason = string.Create(
            CultureInfo.InvariantCulture, $"no session with ZooKeeper for {ConnectTimeout.TotalSeconds:0.###} s; {Session.DescribeFailures()}");
        foreach (var caller in LastFirst().Where(caller => OutageEnd(caller) <= Session.Now))
        {
            caller.Fail(new LockUnavailableException(caller.Demand.DescribePaths(), reason));
        }

        WatchOutage();
    }

    // With each heartbeat, since there is one whenever something is held.
    private void TellOfLongHolds()
    {
        foreach (var hold in _holds)
        {
            foreach (var handle in hold.FindLong(options.LongHold))
            {
                var waiting = Waiting().Count(caller => Array.Exists(caller.Demand.Wishes, wish => Array.Exists(hold.Demand.Wishes, held => held.Path == wish.Path)));
                LockLog.HeldLong(logger, NameOf(hold.Demand), Session.Now - handle.Since, options.ApplicationName, waiting, hold.Claim.Nodes[0].Path.ToString());
            }
        }
    }

    private void WatchOutage()
    {
        var next = Waiting().Select(OutageEnd).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (next < TimeSpan.MaxValue)
        {
            Session.Schedule(this, next + OutageGrain);
        }
    }

    private TimeSpan OutageEnd(Caller caller) => (caller.Joined > _detachedSince ? caller.Joined : _detachedSince) + ConnectTimeout;

    private IEnumerable<Caller> Waiting() => _queues.Values.SelectMany(queue => queue.Callers).Concat(_joint.Select(joint => joint.Caller));

    // A copy: who is told leaves. Last come first: so nobody moves up only to be sent away.
    private Caller[] LastFirst() => [.. Waiting().Reverse()];

    // Those that are kept for a next caller are nobody's.
    private IEnumerable<Hold> InUse() => _holds.Where(hold => !hold.IsRetained);

    private void TellIfUnheld()
    {
        if (_unheld is { } unheld && !InUse().Any())
        {
            unheld.TrySetResult();
        }
    }

    private static LockUnavailableException Stopping(in Demand demand) =>
        new(demand.DescribePaths(), "this process is stopping and takes no more locks.");

    private void TellIfRested()
    {
        if (_isShut && _holds.Count == 0)
        {
            _rested.TrySetResult();
        }
    }

    private static ulong NewOwner() => BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
