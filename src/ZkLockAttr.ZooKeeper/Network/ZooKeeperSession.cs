using System.Net;
using Microsoft.Extensions.Logging;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// A session on real sockets: the <see cref="SessionCore"/>, a gate round it, and two threads of its own, so that a starved thread pool costs no session.
/// </summary>
/// <remarks>
/// The <i>receiver</i> connects and reads. The <i>timekeeper</i> does what is due: heartbeats, time-outs, deadlines. Whoever leaves the gate sends
/// what was submitted under it, unless another thread is sending already: that one takes it along. Under load the timekeeper sends for all:
/// until it has woken up, many callers' requests have come together for one write.
/// </remarks>
internal sealed partial class ZooKeeperSession : IZooKeeperSession, ISessionListener, IAsyncDisposable
{
    // How soon to look again when the peer takes no bytes.
    private static readonly TimeSpan SendRetry = TimeSpan.FromMilliseconds(10);

    // With more operations than this under way, callers leave the sending to the timekeeper. Fewer are sent at once: then a change of threads would
    // cost more than a write.
    private const int DirectSendLimit = 16;

    // A receiver that cannot run yet, for want of a processor, is not waited for any longer.
    private const int MostYields = 20;

    private readonly ConnectionString _servers;
    private readonly ISessionListener _listener;
    private readonly ILogger _logger;
    private readonly SessionClock _clock;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _closing = new();
    private readonly AutoResetEvent _timekeeperWakes = new(false);

    private readonly Lock _gate = new();

    // Set by the receiver while it waits for the gate: callers who pass through the gate in quick succession let it go first. The lock itself is not fair,
    // and what the ensemble says must not wait for them: that somebody else wants a lock, for example.
    private volatile bool _receiverWaits;

    // Everything below is guarded by _gate.
    private readonly SessionCore _core;
    private readonly ServerFailures _failures = new();
    private int _depth;
    private bool _isStarted;
    private bool _isLookingUp;
    private Connection? _connection;
    private string _server = "";
    private TimeSpan _timekeeperDue = TimeSpan.MinValue;

    // Whether the timekeeper was woken to send, and has not come yet.
    private bool _isAskedToSend;

    /// <param name="servers">The servers.</param>
    /// <param name="options">What the session is asked for.</param>
    /// <param name="clock">The clock that leases are measured by.</param>
    /// <param name="listener">The recipes.</param>
    /// <param name="logger">Where to tell of connections.</param>
    /// <param name="lookUp">The addresses of a host; null for the machine's own resolver.</param>
    public ZooKeeperSession(
        ConnectionString servers,
        SessionOptions options,
        SessionClock clock,
        ISessionListener listener,
        ILogger logger,
        Func<string, IPAddress[]>? lookUp = null)
    {
        _servers = servers;
        _listener = listener;
        _logger = logger;
        _clock = clock;
        _core = new SessionCore(options with { Servers = servers.Servers.Count }, clock, this);
        _tls = options.Tls;
        _sendTimeout = options.Timeout / 3;
        _serverList = new ServerList(servers, Random.Shared.Next(servers.Servers.Count), lookUp ?? Dns.GetHostAddresses);
    }

    public TimeSpan Now => _clock.Now;

    public SessionLease Lease => _core.Lease;

    public long SessionId => _core.SessionId;

    public bool IsAttached => _core.IsAttached;

    public TimeSpan Timeout => _core.Timeout;

    /// <summary>The server that is spoken to, or was last; empty before.</summary>
    public string Server => _server;

    /// <summary>Whether it was disposed: what is submitted now may never be answered.</summary>
    public bool IsClosing => _closing.IsSet;

    public void Enter()
    {
        if (_receiverWaits && !_gate.IsHeldByCurrentThread)
        {
            LetReceiverGoFirst();
        }

        EnterGate();
        _depth++;
    }

    public void Exit() => Exit(sends: _core.InFlight <= DirectSendLimit);

    public void Submit(Operation operation) => _core.Submit(operation);

    public void Schedule(Deadline deadline, TimeSpan due) => _core.Schedule(deadline, due);

    public void Unschedule(Deadline deadline) => _core.Unschedule(deadline);

    public void RequireLease() => _core.RequireLease();

    public void Renew() => _core.Renew();

    public string DescribeFailures() => _failures.Describe() ?? $"no answer yet from {_servers}";

    /// <summary>Whether something that the ensemble has said waits for the gate; on any thread.</summary>
    public bool IsReceiverWaiting => _receiverWaits;

    /// <summary>Closes the session, so that its ephemeral nodes go at once, and ends the threads.</summary>
    public ValueTask DisposeAsync()
    {
        using (new SessionScope(this))
        {
            if (!_isStarted)
            {
                _ended.TrySetResult();
            }

            if (!_closing.IsSet)
            {
                _closing.Set();
                if (_core.IsAttached)
                {
                    _core.Renew();
                }
                else if (!_core.IsOpeningWithRequests)
                {
                    _connection?.Abort();
                }

                if (_isLookingUp)
                {
                    // That may take long, and nobody can end it: the receiver finds itself alone afterwards.
                    Guarded(_core.Shut);
                    _ended.TrySetResult();
                }
            }
        }

        _timekeeperWakes.Set();
        return new ValueTask(_ended.Task);
    }

    void ISessionListener.OnAttached(bool isNewSession)
    {
        SessionLog.Attached(_logger, SessionId, _server, Timeout);
        _listener.OnAttached(isNewSession);
        if (_closing.IsSet)
        {
            // It was disposed meanwhile: see IsOpeningWithRequests.
            _core.Renew();
        }
    }

    void ISessionListener.OnServed()
    {
        _failures.Clear();
        _listener.OnServed();
    }

    void ISessionListener.OnDetached() => _listener.OnDetached();

    void ISessionListener.OnSessionExpired()
    {
        if (!_closing.IsSet)
        {
            SessionLog.Expired(_logger);
        }

        _listener.OnSessionExpired();
    }

    void ISessionListener.OnLeaseEnded() => _listener.OnLeaseEnded();

    void ISessionListener.OnLeaseGranted() => _listener.OnLeaseGranted();

    Operation? ISessionListener.CreateHeartbeat() => _listener.CreateHeartbeat();

    private TimeSpan NextDue => HasUnsent ? _clock.Now + SendRetry : _core.NextDue;

    private void Exit(bool sends)
    {
        if (--_depth > 0)
        {
            _gate.Exit();
            return;
        }

        if (_core.Breakage is not null)
        {
            _connection?.Abort();
        }

        if (sends)
        {
            Send();
        }

        if (!_isStarted && _core.WantsConnection)
        {
            Start();
        }

        var asksToSend = !sends && HasUnsent && !_isAskedToSend;
        _isAskedToSend |= asksToSend;
        var wakeTimekeeper = asksToSend || NextDue < _timekeeperDue;
        _gate.Exit();
        if (wakeTimekeeper)
        {
            _timekeeperWakes.Set();
        }
    }

    // A thread that is interrupted here has to get through all the same: its next wait is told of it. Otherwise a release would be lost, or the sending left
    // to a thread that is gone.
    private void EnterGate()
    {
        try
        {
            _gate.Enter();
        }
        catch (ThreadInterruptedException)
        {
            EnterGate();
            Thread.CurrentThread.Interrupt();
        }
    }

    private void LetReceiverGoFirst()
    {
        for (var yields = 0; _receiverWaits && yields < MostYields; yields++)
        {
            Thread.Yield();
        }
    }

    private void Start()
    {
        _isStarted = true;
        new Thread(Receive) { Name = "ZooKeeper receiver", IsBackground = true }.Start();
        new Thread(KeepTime) { Name = "ZooKeeper timekeeper", IsBackground = true }.Start();
    }

    private void KeepTime()
    {
        while (!_ended.Task.IsCompleted)
        {
            Enter();
            _isAskedToSend = false;
            Guarded(_core.Advance);
            var due = _timekeeperDue = NextDue;
            Exit(sends: true);

            var wait = due - _clock.Now;
            _timekeeperWakes.WaitOne(wait <= TimeSpan.Zero ? 0 : wait.TotalMilliseconds >= int.MaxValue ? -1 : (int)Math.Ceiling(wait.TotalMilliseconds));
        }
    }

    // A fault in here is a fault of this library: a session that is made anew is better than a process that ends, or a session that nobody reads.
    private void OnFault(Exception exception)
    {
        SessionLog.Fault(_logger, exception);
        _connection?.Abort();
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            OnFault(exception);
        }
    }
}
