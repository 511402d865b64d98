using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// A session on real sockets: the <see cref="SessionCore"/>, a gate round it, and two threads of its own, so that a starved thread pool costs no session.
/// </summary>
/// <remarks>
/// The <i>receiver</i> connects and reads. The <i>timekeeper</i> does what is due: heartbeats, time-outs, deadlines. Whoever leaves the gate sends
/// what was submitted under it, unless another thread is sending already: that one takes it along. Under load the timekeeper sends for all:
/// until it has woken up, many callers' requests have come together for one write.
/// </remarks>
internal sealed class ZooKeeperSession : IZooKeeperSession, ISessionListener, IAsyncDisposable
{
    // How soon to look again when the peer takes no bytes.
    private static readonly TimeSpan SendRetry = TimeSpan.FromMilliseconds(10);

    // A connection that lasted so long was of use: the next attempt comes at once.
    private static readonly TimeSpan GoodConnection = TimeSpan.FromSeconds(1);

    // With more operations than this under way, callers leave the sending to the timekeeper. Fewer are sent at once: then a change of threads would
    // cost more than a write.
    private const int DirectSendLimit = 16;

    private readonly ConnectionString _servers;
    private readonly ISessionListener _listener;
    private readonly ILogger _logger;
    private readonly SessionClock _clock;
    private readonly int _firstServer;
    private readonly ReconnectDelay _reconnectDelay = new(Random.Shared);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _closing = new();
    private readonly AutoResetEvent _timekeeperWakes = new(false);

    private readonly Lock _gate = new();

    // Everything below is guarded by _gate.
    private readonly SessionCore _core;
    private readonly SortedDictionary<string, string> _failures = [];
    private int _depth;
    private bool _isStarted;
    private Connection? _connection;
    private string _server = "";
    private TimeSpan _timekeeperDue = TimeSpan.MinValue;

    // Whether the timekeeper was woken to send, and has not come yet.
    private bool _isAskedToSend;

    // True while a thread sends outside the gate; that thread alone then owns _sent.
    private bool _isSending;
    private FrameWriter _sent = new();

    public ZooKeeperSession(ConnectionString servers, SessionOptions options, SessionClock clock, ISessionListener listener, ILogger logger)
    {
        _servers = servers;
        _listener = listener;
        _logger = logger;
        _clock = clock;
        _core = new SessionCore(options with { Servers = servers.Servers.Count }, clock, this);
        _firstServer = Random.Shared.Next(servers.Servers.Count);
    }

    public TimeSpan Now => _clock.Now;

    public SessionLease Lease => _core.Lease;

    public long SessionId => _core.SessionId;

    public bool IsAttached => _core.IsAttached;

    public TimeSpan Timeout => _core.Timeout;

    /// <summary>Whether it was disposed: what is submitted now may never be answered.</summary>
    public bool IsClosing => _closing.IsSet;

    public void Enter()
    {
        _gate.Enter();
        _depth++;
    }

    public void Exit() => Exit(sends: _core.InFlight <= DirectSendLimit);

    public void Submit(Operation operation) => _core.Submit(operation);

    public void Schedule(Deadline deadline, TimeSpan due) => _core.Schedule(deadline, due);

    public void Unschedule(Deadline deadline) => _core.Unschedule(deadline);

    public void RequireLease() => _core.RequireLease();

    public void Renew() => _core.Renew();

    public string DescribeFailures() => _failures.Count == 0
        ? $"no answer yet from {_servers}"
        : string.Join("; ", _failures.Select(failure => $"{failure.Key}: {failure.Value}"));

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
                else
                {
                    _connection?.Dispose();
                }
            }
        }

        _timekeeperWakes.Set();
        return new ValueTask(_ended.Task);
    }

    void ISessionListener.OnAttached(bool isNewSession)
    {
        SessionLog.Attached(_logger, SessionId, _server, Timeout);
        _failures.Clear();
        _listener.OnAttached(isNewSession);
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

    private bool HasUnsent => !_isSending && !_core.Output.IsEmpty && _connection is not null;

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
            _connection?.Dispose();
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

    // Called under the gate by the thread that leaves it; leaves the gate while it sends.
    private void Send()
    {
        while (!_isSending && !_core.Output.IsEmpty && _connection is { CanSend: true } connection)
        {
            _isSending = true;
            var output = _core.Output;
            _core.Output = _sent;
            _gate.Exit();
            try
            {
                connection.Send(output.Written);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The receiver sees the end of the connection and says so.
                connection.Dispose();
            }

            _gate.Enter();
            output.Clear();
            _sent = output;
            _isSending = false;
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

    private void Receive()
    {
        var buffer = new byte[64 * 1024];
        for (var attempt = _firstServer; !_closing.Wait(_reconnectDelay.Next()); attempt++)
        {
            var (host, port) = _servers.Servers[attempt % _servers.Servers.Count];
            using var connection = new Connection();
            using (new SessionScope(this))
            {
                _server = $"{host}:{port}";
                _connection = connection;
                _core.OnConnecting();
            }

            var began = _clock.Now;
            var reason = Use(connection, host, port, buffer);
            if (_clock.Now - began > GoodConnection)
            {
                _reconnectDelay.Reset();
            }

            using (new SessionScope(this))
            {
                _connection = null;
                _failures[_server] = reason = _core.Breakage ?? reason;
                if (!_closing.IsSet)
                {
                    SessionLog.Disconnected(_logger, _server, reason);
                }

                Guarded(_core.OnDisconnected);
            }
        }

        using (new SessionScope(this))
        {
            Guarded(_core.Shut);
        }

        _ended.TrySetResult();
        _timekeeperWakes.Set();
    }

    // Returns why the connection ended.
    private string Use(Connection connection, string host, int port, byte[] buffer)
    {
        try
        {
            connection.Connect(host, port);
            using (new SessionScope(this))
            {
                _core.OnConnected();
            }

            int count;
            while ((count = connection.Receive(buffer)) > 0)
            {
                Deliver(buffer.AsSpan(0, count));
            }

            return "it closed the connection";
        }
        catch (SocketException exception)
        {
            // Without the address, which the exception's own message may add: the server is named beside it.
            return new SocketException((int)exception.SocketErrorCode).Message;
        }
        catch (ObjectDisposedException)
        {
            return "the connection was dropped";
        }
        catch (ArgumentException exception)
        {
            // No name that could be looked up, for example one that is too long.
            return exception.Message;
        }
        catch (Exception exception)
        {
            OnFault(exception);
            return exception.Message;
        }
    }

    private void Deliver(ReadOnlySpan<byte> bytes)
    {
        using var scope = new SessionScope(this);
        try
        {
            _core.OnReceived(bytes);
        }
        catch (Exception exception)
        {
            OnFault(exception);
        }
    }

    // A fault in here is a fault of this library: a session that is made anew is better than a process that ends, or a session that nobody reads.
    private void OnFault(Exception exception)
    {
        SessionLog.Fault(_logger, exception);
        _connection?.Dispose();
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
