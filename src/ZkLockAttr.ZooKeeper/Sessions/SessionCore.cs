using System.Diagnostics;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>
/// The session's state machine, without I/O: bytes and time go in, bytes, calls to the recipes and the wish to drop the connection come out.
/// </summary>
/// <remarks>Not thread-safe: everything here happens under the gate of the session that owns it.</remarks>
internal sealed partial class SessionCore(SessionOptions options, SessionClock clock, ISessionListener listener)
{
    private readonly Queue<Operation> _waiting = new();
    private readonly Queue<Operation> _inFlight = new();
    private readonly WatchTable _watches = new();
    private readonly DeadlineQueue _deadlines = new();

    private Phase _phase;

    // Whether the listener was told of the connection, and so must be told once of its end.
    private bool _toldAttached;

    // On the present connection: whether the listener was told that the server answers requests, and how many of ours to be taken for somebody are answered.
    private bool _isServed;
    private int _authsAnswered;
    private FrameReader _input = new(options.MaxInboundFrame);
    private byte[] _password = new byte[ConnectRequest.PasswordLength];
    private long _lastZxid;
    private int _xid;
    private TimeSpan _attemptStarted;
    private int _candidates;
    private TimeSpan _handshakeSent;
    private bool _leaseRuns;
    private bool _leaseRequired;

    // The session's close is sent. Whatever becomes of it, the session is not used again: the close may be carried out at any time.
    private bool _isClosing;

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

    // A server that stands still may find the handshake of a connection that we have long given up, and take the session back from the server where we
    // are. A create behind it would be carried out then, after all who looked for it had found nothing, in a session that we keep alive. A new session's
    // nobody keeps alive.
    private bool MaySendBehindHandshake => SessionId == 0;

    public TimeSpan Now => clock.Now;

    public SessionLease Lease { get; } = new(clock);

    public long SessionId { get; private set; }

    public TimeSpan Timeout { get; private set; } = options.Timeout;

    public bool IsAttached => _phase == Phase.Attached;

    /// <summary>Whether the handshake is sent and not answered.</summary>
    public bool AwaitsHandshake => _phase == Phase.Handshaking;

    /// <summary>
    /// Whether requests went out behind the handshake of a new session, of which nothing is known yet: it may have nodes already, and only who knows its id can
    /// close it. Others would have to wait for its time-out.
    /// </summary>
    public bool IsOpeningWithRequests => _phase == Phase.Handshaking && _inFlight.Count > 0;

    /// <summary>Whether anybody has asked for anything yet.</summary>
    public bool WantsConnection { get; private set; }

    /// <summary>Why the connection is to be closed; null while it is good.</summary>
    public string? Breakage { get; private set; }

    /// <summary>Whether nothing but the session was wrong with the last connection: the server can be asked for the next one.</summary>
    public bool IsServerGood { get; private set; }

    /// <summary>How many operations are sent and not answered.</summary>
    public int InFlight => _inFlight.Count;

    /// <summary>What is to be sent. The owner swaps it for an empty one.</summary>
    public FrameWriter Output { get; set; } = new();

    /// <inheritdoc cref="IZooKeeperSession.Submit"/>
    public void Submit(Operation operation)
    {
        Debug.Assert(!operation.IsPending, "What is under way must not be submitted again.");
        operation.IsPending = true;
        WantsConnection = true;
        if (_phase == Phase.Attached || (_phase == Phase.Handshaking && MaySendBehindHandshake && _waiting.Count == 0))
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
    /// <param name="otherAddresses">How many other addresses of the same server may be tried.</param>
    public void OnConnecting(int otherAddresses = 0)
    {
        _candidates = options.Servers + otherAddresses;
        _phase = Phase.Connecting;
        _attemptStarted = clock.Now;
        Breakage = null;
        IsServerGood = false;
    }

    /// <summary>A connection was opened: the handshake goes out, and, to a new session, what is waiting behind it.</summary>
    public void OnConnected()
    {
        if (_phase != Phase.Connecting)
        {
            return;
        }

        _phase = Phase.Handshaking;
        _input = new FrameReader(options.MaxInboundFrame);
        _handshakeSent = clock.Now;
        _isServed = false;
        _authsAnswered = 0;
        Output.BeginFrame();
        new ConnectRequest(_lastZxid, (int)options.Timeout.TotalMilliseconds, SessionId, _password, ReadOnly: false).Write(Output);
        Output.EndFrame();
        foreach (var auth in options.Auth)
        {
            Output.BeginFrame();
            new RequestHeader(Xid.Auth, OpCode.Auth).Write(Output);
            auth.Write(Output);
            Output.EndFrame();
        }

        if (MaySendBehindHandshake)
        {
            SendWaiting();
        }
    }

    /// <summary>The connection is closed, or could not be opened.</summary>
    public void OnDisconnected()
    {
        _phase = Phase.Detached;
        _pingsSent.Clear();
        Output.Clear();
        if (_isClosing)
        {
            ExpireSession();
        }

        FailAll(_inFlight, _inFlight.Count, ZooKeeperError.ConnectionLoss);
        _watches.Lose();
        if (_toldAttached)
        {
            _toldAttached = false;
            listener.OnDetached();
        }
    }

    /// <inheritdoc cref="IZooKeeperSession.Renew"/>
    public void Renew()
    {
        if (_phase == Phase.Attached && !_isClosing)
        {
            Send(new CloseSessionOperation(Nobody.Instance));
            _isClosing = true;
            Lease.End();
            CheckLease(clock.Now);
        }
    }

    /// <summary>Fails everything that is not answered yet, and tells of the session's end: nobody will ask again.</summary>
    public void Shut()
    {
        _phase = Phase.Broken;
        ExpireSession();
    }

    private void Break(string reason)
    {
        _phase = Phase.Broken;
        Breakage = reason;
    }

    private void SendWaiting()
    {
        while (_waiting.TryDequeue(out var operation))
        {
            Send(operation);
        }
    }

    private void Send(Operation operation)
    {
        _xid = Xid.After(_xid);
        operation.Xid = _xid;
        operation.SentAt = clock.Now;
        operation.IsNudged = false;
        Output.BeginFrame();
        new RequestHeader(operation.Xid, operation.OpCode).Write(Output);
        operation.WriteBody(Output);
        Output.EndFrame();
        _inFlight.Enqueue(operation);
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
        _isClosing = false;

        // A new session need not have seen what the old one has. Its ensemble may be another, which closes every connection that knows more than it.
        _lastZxid = 0;
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

    private sealed class Nobody : IOperationOwner
    {
        public static readonly Nobody Instance = new();

        public void OnCompleted(Operation operation)
        {
        }
    }
}
