using System.Globalization;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>
/// The session's state machine, without I/O: bytes and time go in, bytes, calls to the recipes and the wish to drop the connection come out.
/// </summary>
/// <remarks>Not thread-safe: everything here happens under the gate of the session that owns it.</remarks>
internal sealed class SessionCore(SessionOptions options, SessionClock clock, ISessionListener listener)
{
    // Debian's 3.8.0 and others may leave a request lying until another arrives (ZOOKEEPER-4537): one ping after this time wakes it.
    private static readonly TimeSpan NudgeDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ShortestHandshakeTimeout = TimeSpan.FromSeconds(1);

    private readonly Queue<Operation> _waiting = new();
    private readonly Queue<Operation> _inFlight = new();
    private readonly WatchTable _watches = new();
    private readonly DeadlineQueue _deadlines = new();

    private Phase _phase;
    private FrameReader _input = new(options.MaxInboundFrame);
    private byte[] _password = new byte[ConnectRequest.PasswordLength];
    private long _lastZxid;
    private int _xid;
    private TimeSpan _attemptStarted;
    private TimeSpan _handshakeSent;
    private readonly Queue<TimeSpan> _pingsSent = new();
    private TimeSpan _heartbeatSent;
    private TimeSpan _lastHeard;
    private bool _leaseRuns;
    private bool _leaseRequired;

    private sealed class NobodyCares : IOperationOwner
    {
        public static readonly NobodyCares Instance = new();

        public void OnCompleted(Operation operation)
        {
        }
    }

    private enum Phase
    {
        Detached,

        Connecting,

        /// <summary>The handshake is sent and the operations behind it; no answer yet.</summary>
        Handshaking,

        Attached,

        /// <summary>Something made the connection useless: it is to be closed, and what still comes is not read.</summary>
        Broken,
    }

    public TimeSpan Now => clock.Now;

    public SessionLease Lease { get; } = new(clock);

    public long SessionId { get; private set; }

    public TimeSpan Timeout { get; private set; } = options.Timeout;

    public bool IsAttached => _phase == Phase.Attached;

    /// <summary>Whether anybody has asked for anything yet.</summary>
    public bool WantsConnection { get; private set; }

    /// <summary>Why the connection is to be closed; null while it is good.</summary>
    public string? Breakage { get; private set; }

    /// <summary>What is to be sent. The owner swaps it for an empty one.</summary>
    public FrameWriter Output { get; set; } = new();

    // Nobody has confirmed the session for so long that it is over, or belongs to an ensemble that is not there any more: one that was set up anew
    // closes every connection that has seen its predecessor's transactions. From server 3.9.3 on Java's client gives up then too (ZOOKEEPER-4508).
    private TimeSpan GivingUp => SessionId == 0 || _phase == Phase.Attached ? TimeSpan.MaxValue : _lastHeard + (Timeout * 4 / 3);

    private TimeSpan HandshakeTimeout => Max(Timeout / (2 * options.Servers), ShortestHandshakeTimeout);

    private TimeSpan HeartbeatInterval => Timeout / 6;

    /// <summary>When <see cref="Advance"/> should be called at the latest.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var due = Min(_deadlines.NextDue, GivingUp);
            if (_leaseRuns)
            {
                due = Min(due, Lease.Until);
            }

            if (_phase is Phase.Connecting or Phase.Handshaking or Phase.Attached && OldestUnanswered is { } oldest)
            {
                due = Min(due, oldest + AnswerTimeout);
            }

            if (_phase == Phase.Attached)
            {
                due = Min(due, NextHeartbeat);
                if (_inFlight.TryPeek(out var first) && !first.IsNudged)
                {
                    due = Min(due, first.SentAt + NudgeDelay);
                }
            }

            return due;
        }
    }

    private TimeSpan AnswerTimeout => _phase == Phase.Attached ? Timeout / 3 : HandshakeTimeout;

    private TimeSpan? OldestUnanswered
    {
        get
        {
            if (_phase is Phase.Connecting or Phase.Handshaking)
            {
                return _attemptStarted;
            }

            var operation = _inFlight.TryPeek(out var first) ? first.SentAt : TimeSpan.MaxValue;
            var oldest = Min(operation, _pingsSent.TryPeek(out var ping) ? ping : TimeSpan.MaxValue);
            return oldest == TimeSpan.MaxValue ? null : oldest;
        }
    }

    private TimeSpan NextHeartbeat
    {
        get
        {
            var regular = _heartbeatSent + HeartbeatInterval;

            // While somebody waits for a lease, the next proof goes out as soon as it can count.
            return _leaseRequired && Lease.NextUsefulProof > _heartbeatSent ? Min(regular, Lease.NextUsefulProof) : regular;
        }
    }

    /// <inheritdoc cref="IZooKeeperSession.Submit"/>
    public void Submit(Operation operation)
    {
        WantsConnection = true;
        if (_phase == Phase.Attached || (_phase == Phase.Handshaking && _waiting.Count == 0))
        {
            Send(operation);
        }
        else
        {
            _waiting.Enqueue(operation);
        }
    }

    public void Schedule(Deadline deadline, TimeSpan due) => _deadlines.Set(deadline, due);

    public void Unschedule(Deadline deadline) => _deadlines.Remove(deadline);

    /// <inheritdoc cref="IZooKeeperSession.RequireLease"/>
    public void RequireLease()
    {
        if (_leaseRequired)
        {
            return;
        }

        _leaseRequired = true;
        if (_phase == Phase.Attached)
        {
            SendHeartbeat();
        }
    }

    /// <summary>A connection is being opened.</summary>
    public void OnConnecting()
    {
        _phase = Phase.Connecting;
        _attemptStarted = clock.Now;
        Breakage = null;
    }

    /// <summary>A connection was opened: the handshake goes out, and behind it what is waiting.</summary>
    public void OnConnected()
    {
        if (_phase != Phase.Connecting)
        {
            return;
        }

        _phase = Phase.Handshaking;
        _input = new FrameReader(options.MaxInboundFrame);
        _handshakeSent = clock.Now;
        Output.BeginFrame();
        new ConnectRequest(_lastZxid, (int)options.Timeout.TotalMilliseconds, SessionId, _password, ReadOnly: false).Write(Output);
        Output.EndFrame();
        while (_waiting.TryDequeue(out var operation))
        {
            Send(operation);
        }
    }

    /// <summary>The connection is closed, or could not be opened.</summary>
    public void OnDisconnected()
    {
        var wasAttached = _phase == Phase.Attached || (_phase == Phase.Broken && SessionId != 0);
        _phase = Phase.Detached;
        _pingsSent.Clear();
        Output.Clear();
        FailAll(_inFlight, _inFlight.Count, ZooKeeperError.ConnectionLoss);
        _watches.Lose();
        if (wasAttached)
        {
            listener.OnDetached();
        }
    }

    /// <summary>Bytes have arrived.</summary>
    public void OnReceived(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _lastHeard = clock.Now;
            _input.Append(bytes);
            while (_phase is Phase.Handshaking or Phase.Attached && _input.TryRead(out var payload))
            {
                var reader = new JuteReader(payload);
                if (_phase == Phase.Handshaking)
                {
                    OnHandshakeAnswered(ConnectResponse.Read(ref reader));
                }
                else
                {
                    OnAnswered(ReplyHeader.Read(ref reader), ref reader);
                }
            }
        }
        catch (ProtocolException exception)
        {
            Break($"it does not speak ZooKeeper's protocol: {exception.Message}");
        }
    }

    /// <inheritdoc cref="IZooKeeperSession.Renew"/>
    public void Renew()
    {
        if (_phase == Phase.Attached)
        {
            Send(new CloseSessionOperation(NobodyCares.Instance));
        }
    }

    /// <summary>Does what is due.</summary>
    public void Advance()
    {
        var now = clock.Now;
        CheckLease(now);
        while (_deadlines.TryTakeDue(now, out var deadline))
        {
            deadline.OnDue();
        }

        if (GivingUp <= now)
        {
            GiveUpSession();
        }

        if (_phase is Phase.Connecting or Phase.Handshaking or Phase.Attached && OldestUnanswered is { } oldest && oldest + AnswerTimeout <= now)
        {
            Break(string.Create(CultureInfo.InvariantCulture, $"no answer for {AnswerTimeout.TotalSeconds:0.###} s"));
        }

        if (_phase != Phase.Attached)
        {
            return;
        }

        if (Lease.IsInDoubt)
        {
            RequireLease();
        }

        if (NextHeartbeat <= now)
        {
            SendHeartbeat();
        }

        if (_inFlight.TryPeek(out var first) && !first.IsNudged && first.SentAt + NudgeDelay <= now)
        {
            first.IsNudged = true;
            SendPing();
        }
    }

    /// <summary>Fails everything that is not answered yet: nobody will ask again.</summary>
    public void Shut()
    {
        _phase = Phase.Broken;
        EndSession();
    }

    private void Break(string reason)
    {
        _phase = Phase.Broken;
        Breakage = reason;
    }

    private void Send(Operation operation)
    {
        _xid = _xid == int.MaxValue ? 1 : _xid + 1;
        operation.Xid = _xid;
        operation.SentAt = clock.Now;
        Output.BeginFrame();
        new RequestHeader(operation.Xid, operation.OpCode).Write(Output);
        operation.WriteBody(Output);
        Output.EndFrame();
        _inFlight.Enqueue(operation);
    }

    private void SendHeartbeat()
    {
        _heartbeatSent = clock.Now;
        if (listener.CreateHeartbeat() is { } heartbeat)
        {
            Send(heartbeat);
        }
        else
        {
            SendPing();
        }
    }

    private void SendPing()
    {
        _pingsSent.Enqueue(clock.Now);
        Output.BeginFrame();
        new RequestHeader(Xid.Ping, OpCode.Ping).Write(Output);
        Output.EndFrame();
    }

    private void OnHandshakeAnswered(ConnectResponse response)
    {
        if (response.ReadOnly)
        {
            Break("it is read-only: it has lost its quorum");
        }
        else if (!response.IsRefusal)
        {
            Attach(response);
        }
        else if (SessionId == 0)
        {
            Break("it refused a new session");
        }
        else
        {
            Break("the session has expired");
            ExpireSession();
        }
    }

    private void Attach(ConnectResponse response)
    {
        var isNewSession = response.SessionId != SessionId;
        SessionId = response.SessionId;
        _password = response.Password;
        Timeout = TimeSpan.FromMilliseconds(response.TimeoutMs);
        _phase = Phase.Attached;
        _heartbeatSent = clock.Now;
        clock.JumpThreshold = Timeout / 4;
        Lease.OnAttached(_handshakeSent, isNewSession, Timeout, options.ServerTick);
        listener.OnAttached(isNewSession);
        if (_leaseRequired)
        {
            SendHeartbeat();
        }
    }

    private void OnAnswered(ReplyHeader reply, ref JuteReader reader)
    {
        // A watch event's zxid is not one that this session has seen the whole of: it must not count for the next handshake.
        if (reply.Xid == Xid.WatchEvent)
        {
            var notification = WatchNotification.Read(ref reader);
            _watches.Fire(new WatchEvent(notification.Type, notification.Path));
            return;
        }

        _lastZxid = Math.Max(_lastZxid, reply.Zxid);
        if (reply.Xid == Xid.Ping)
        {
            if (_pingsSent.TryDequeue(out var sent))
            {
                Lease.OnAnswered(sent, clock.Now);
            }

            return;
        }

        if (!_inFlight.TryPeek(out var operation) || operation.Xid != reply.Xid)
        {
            throw new ProtocolException($"An answer to request {reply.Xid}, which is not the oldest.");
        }

        if (reply.Error == ZooKeeperError.Ok)
        {
            operation.ReadBody(ref reader);
        }

        _inFlight.Dequeue();
        OnAnswered(operation, reply);
    }

    private void OnAnswered(Operation operation, ReplyHeader reply)
    {
        // Before the recipe is told: it may enter on this very answer. What it submits goes behind what it was told.
        operation.End(reply.Error, reply.Zxid);
        if (operation.ProvesQuorum)
        {
            Lease.OnProven(operation.SentAt);
        }

        Lease.OnAnswered(operation.SentAt, clock.Now);
        if (operation is WatchingOperation { HasSetWatch: true, Watcher: { } watcher } watching)
        {
            _watches.Add(operation.Path, watching.WatchKind, watcher);
        }

        operation.Complete();
        CheckLease(clock.Now);
        if (operation is CloseSessionOperation)
        {
            Break("the session was closed on request");
            ExpireSession();
        }
    }

    // Tells the listener when the lease has begun or ended.
    private void CheckLease(TimeSpan now)
    {
        if (_leaseRuns && now >= Lease.Until)
        {
            _leaseRuns = false;
            listener.OnLeaseEnded();
        }

        if (!Lease.IsValid)
        {
            return;
        }

        _leaseRuns = true;
        if (_leaseRequired)
        {
            _leaseRequired = false;
            listener.OnLeaseGranted();
        }
    }

    private void GiveUpSession()
    {
        if (_phase != Phase.Detached)
        {
            Break("nobody has confirmed the session for longer than its time-out");
        }

        _lastZxid = 0;
        ExpireSession();
    }

    private void ExpireSession()
    {
        EndSession();
        listener.OnSessionExpired();
    }

    private void EndSession()
    {
        SessionId = 0;
        _password = new byte[ConnectRequest.PasswordLength];
        _leaseRequired = false;
        Timeout = options.Timeout;
        Lease.End();
        CheckLease(clock.Now);

        // Those told may submit others: these are for the next session.
        var waiting = _waiting.Count;
        FailAll(_inFlight, _inFlight.Count, ZooKeeperError.SessionExpired);
        FailAll(_waiting, waiting, ZooKeeperError.SessionExpired);
    }

    private static void FailAll(Queue<Operation> operations, int count, ZooKeeperError error)
    {
        for (; count > 0; count--)
        {
            var operation = operations.Dequeue();
            operation.End(error);
            operation.Complete();
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
