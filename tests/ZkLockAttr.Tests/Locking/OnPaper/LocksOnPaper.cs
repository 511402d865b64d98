using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.OnPaper;
using ZkLockAttr.Telemetry;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Requests;
using ZkLockAttr.Tests.Time;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>
/// The locks of one process without sockets, threads and real time. The test says when what was asked for reaches the server, when the answers come back,
/// and how much time passes.
/// </summary>
internal sealed class LocksOnPaper : IZooKeeperSession
{
    public static readonly TimeSpan T = TimeSpan.FromSeconds(6);

    private readonly SessionCore _core;
    private readonly ServerCore _server;
    private readonly LockInterop _interop;
    private readonly List<string> _sent = [];
    private readonly List<byte> _toServer = [];
    private ServerConnection _connection;
    private bool _expectsHandshake;
    private int _latestXid;

    public LocksOnPaper(ServerCore server, LockInterop interop = LockInterop.Kazoo)
    {
        _server = server;
        _interop = interop;
        Table = new LockTable(new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromHours(1) }, "/locks/", new LockCounts("", () => default), NullLogger.Instance);
        _core = new SessionCore(new SessionOptions { Timeout = T }, Clock, Table);
        Table.Session = this;
        _connection = null!;
        Connect();
    }

    public ManualClock Clock { get; } = new();

    public LockTable Table { get; }

    public TimeSpan Now => Clock.Now;

    public SessionLease Lease => _core.Lease;

    public long SessionId => _core.SessionId;

    public bool IsAttached => _core.IsAttached;

    public TimeSpan Timeout => _core.Timeout;

    /// <summary>An ensemble of one server that gives sessions of <see cref="T"/>, and whose own time stands still.</summary>
    public static ServerCore NewServer() => new(ServerSettings.Default with { TickTime = 500 }, default);

    public Caller Ask(string name) => Join(new LockRequest(name), timeout: null, throwsOnTimeout: true);

    /// <summary>A caller who gets null when the time has run out.</summary>
    public Caller Ask(LockRequest request, TimeSpan? timeout = null) => Join(request, timeout, throwsOnTimeout: false);

    /// <summary>A caller who is told by an exception when the time has run out.</summary>
    public Caller AskOrThrow(LockRequest request, TimeSpan timeout) => Join(request, timeout, throwsOnTimeout: true);

    /// <summary>What is free.</summary>
    public LockHandle Take(LockRequest request)
    {
        var asking = Ask(request);
        Exchange();
        return HandleOf(asking);
    }

    /// <summary>A lock that is free.</summary>
    public LockHandle Take(string name)
    {
        var contender = Ask(name);
        Exchange();
        return HandleOf(contender);
    }

    /// <summary>What was granted; null if the time ran out.</summary>
    public static LockHandle HandleOf(Caller caller) =>
        caller.IsDone ? caller.Answer.Result! : throw new InvalidOperationException("It waits still.");

    /// <summary>Drops the connection and opens another.</summary>
    public void Reconnect()
    {
        _server.Lose(_connection);
        _core.OnDisconnected();
        _toServer.Clear();
        Connect();
    }

    /// <summary>Disposes the locks in an outage: nothing that was asked for is answered.</summary>
    public void End()
    {
        Table.Shutdown.End();
        _server.Lose(_connection);
        _core.OnDisconnected();
        _core.Shut();
    }

    /// <summary>Lets requests and answers go to and fro until there are none left.</summary>
    public void Exchange()
    {
        while (Send() | Receive())
        {
        }
    }

    /// <summary>Lets what was asked for reach the server.</summary>
    /// <returns>Whether there was something.</returns>
    public bool Send()
    {
        Collect();
        if (_toServer.Count == 0)
        {
            return false;
        }

        var bytes = _toServer.ToArray();
        _toServer.Clear();
        _server.Receive(_connection, bytes, default);
        return true;
    }

    /// <summary>Lets the server's answers come back.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Receive()
    {
        var bytes = _connection.Output.Sendable.ToArray();
        _connection.Output.MarkSent(bytes.Length);
        if (bytes.Length > 0)
        {
            _core.OnReceived(bytes);
        }

        return bytes.Length > 0;
    }

    /// <summary>Has the latest request, which is the only one, answered by an error that the server would not give.</summary>
    public void AnswerLatest(ZooKeeperError error)
    {
        Collect();
        _toServer.Clear();
        var writer = new FrameWriter();
        writer.BeginFrame();
        new ReplyHeader(_latestXid, 0, error).Write(writer);
        writer.EndFrame();
        _core.OnReceived(writer.Written);
    }

    /// <summary>Lets time pass; what is due is done, and nothing is sent or answered.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Clock.Now + time;
        while (_core.NextDue is var due && due <= end)
        {
            Clock.Advance(due > Clock.Now ? due - Clock.Now : TimeSpan.Zero);
            _core.Advance();
        }

        Clock.Advance(end - Clock.Now);
        _core.Advance();
    }

    /// <summary>Lets time pass by a step that the clock takes for a gap.</summary>
    public void Jump(TimeSpan time)
    {
        Clock.Jump(time);
        _core.Advance();
    }

    /// <summary>What was asked for since this was last asked: <c>Create</c>, <c>Multi a b</c> for checks, <c>Multi +a -b</c> for a create and a delete.</summary>
    public string[] TakeSent()
    {
        Collect();
        string[] sent = [.. _sent];
        _sent.Clear();
        return sent;
    }

    public void Enter()
    {
    }

    public void Exit()
    {
    }

    public void Submit(Operation operation) => _core.Submit(operation);

    public void Schedule(Deadline deadline, TimeSpan due) => _core.Schedule(deadline, due);

    public void Unschedule(Deadline deadline) => _core.Unschedule(deadline);

    public void RequireLease() => _core.RequireLease();

    public void Renew() => _core.Renew();

    public string DescribeFailures() => "on paper";

    // Each caller in a flow of its own.
    private Caller Join(LockRequest request, TimeSpan? timeout, bool throwsOnTimeout)
    {
        var wishes = request.Targets.ToArray()
            .Select(target => new Wish("/locks/" + target.Name, new QueueKind(target.Mode, target.MaxCount, _interop))).ToArray();
        var demand = new Demand(wishes, request.Options, request.Retain, request.HoldAtLeast);
        var caller = new Caller(Table);
        caller.Ask(demand, timeout, throwsOnTimeout, LockFlow.Enter(new object(), wishes));
        Table.Join(caller, CancellationToken.None);
        return caller;
    }

    private void Connect()
    {
        _connection = _server.Accept(endpoint: 0, "127.0.0.1");
        _core.OnConnecting();
        _core.OnConnected();
        _expectsHandshake = true;
    }

    private void Collect()
    {
        var frames = new FrameReader(maxFrameLength: 1024 * 1024);
        frames.Append(_core.Output.Written);
        _toServer.AddRange(_core.Output.Written);
        _core.Output.Clear();
        while (frames.TryRead(out var payload))
        {
            if (_expectsHandshake)
            {
                _expectsHandshake = false;
                continue;
            }

            _sent.Add(Describe(payload));
        }
    }

    private string Describe(ReadOnlySpan<byte> payload)
    {
        var reader = new JuteReader(payload);
        var header = RequestHeader.Read(ref reader);
        _latestXid = header.Xid;
        if (header.OpCode != OpCode.Multi)
        {
            return header.OpCode.ToString();
        }

        var parts = WriteOperation.ReadMulti(ref reader).Select(part => part.OpCode switch
        {
            OpCode.Check => "",
            OpCode.Delete => "-",
            _ => "+",
        } + LockOf(part.Path!));
        return $"Multi {string.Join(' ', parts)}".TrimEnd();
    }

    // "/locks/a/z…__lock__0000000000" is a.
    private static string LockOf(string node) => node["/locks/".Length..node.LastIndexOf('/')];
}
