using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ZkLockAttr.Testing.Requests;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Core;

/// <summary>
/// A ZooKeeper server without I/O: bytes and the time come in; frames to send and connections to close go out through <see cref="TryTakeDirty"/>.
/// </summary>
/// <remarks>
/// Single-threaded by contract. The core has no lock, thread, clock, timer or random number of its own: who calls it holds one lock around every call,
/// or is alone, and the same calls in the same order give the same bytes.
/// </remarks>
internal sealed partial class ServerCore
{
    private readonly Handshake _handshake;
    private readonly RequestProcessor _requests;
    private readonly bool[] _runs;
    private long _nextContainerCheck;

    public ServerCore(ServerSettings settings, ServerTime start)
    {
        State = new ServerState(settings, start);
        _handshake = new Handshake(State);
        _requests = new RequestProcessor(State);
        _runs = new bool[settings.Endpoints];
        Array.Fill(_runs, true);
        _nextContainerCheck = start.Elapsed + settings.ContainerCheckInterval;
    }

    /// <summary>Called behind every step that may have changed something: a request, a session's end, a connection that came or went.</summary>
    public Action? Changed { get; set; }

    public ServerState State { get; }

    /// <summary>When <see cref="Advance"/> has something to do, on the elapsed clock.</summary>
    public long? NextDeadline => !_runs.Contains(true) ? null
        : State.Sessions.NextExpiry is { } expiry && expiry < _nextContainerCheck ? expiry
        : _nextContainerCheck;

    public ServerConnection Accept(int endpoint, string clientAddress)
    {
        var connection = new ServerConnection(State, endpoint, clientAddress);
        State.Connections.Add(connection);
        State.Counters.Connections++;
        if (State.Settings.MaxClientConnections is > 0 and var most
            && State.Connections.Count(other => other.Endpoint == endpoint && other.ClientAddress == clientAddress) > most)
        {
            connection.Cut(); // without a word
        }

        Changed?.Invoke();
        return connection;
    }

    public void Receive(ServerConnection connection, ReadOnlySpan<byte> bytes, ServerTime now)
    {
        if (connection.IsClosed || bytes.IsEmpty)
        {
            return;
        }

        State.Counters.Receives++;
        if (connection.Prefix.Count < sizeof(int) && !TryBegin(connection, ref bytes))
        {
            return;
        }

        connection.Input.Append(bytes);
        Pump(connection, now);
    }

    /// <summary>The client's end of the connection is gone.</summary>
    public void Lose(ServerConnection connection)
    {
        connection.Cut();
        Changed?.Invoke();
    }

    /// <summary>Ends the sessions whose time is over, and removes empty containers when that is due.</summary>
    public void Advance(ServerTime now)
    {
        if (!_runs.Contains(true))
        {
            return; // nobody is there to count the time
        }

        while (State.Sessions.FirstDue(now.Elapsed) is { } session)
        {
            State.EndSession(session, now, closedBy: null);
            Changed?.Invoke();
        }

        if (now.Elapsed >= _nextContainerCheck)
        {
            _nextContainerCheck = now.Elapsed + State.Settings.ContainerCheckInterval;
            ReapContainers(now);
        }
    }

    /// <summary>
    /// Removes the containers that have had children and have none now, and nodes without children whose time to live is over. Their parents' turn comes the
    /// next time.
    /// </summary>
    public void ReapContainers(ServerTime now)
    {
        foreach (var path in State.Tree.EmptyContainers(now.UnixMilliseconds).ToArray())
        {
            var transaction = State.BeginTransaction(now, connection: null);
            State.Tree.Remove(transaction, path);
            State.Commit(transaction);
        }

        Changed?.Invoke();
    }

    /// <summary>Makes a persistent node, without a client; nothing happens if it is there.</summary>
    public void Create(string path, ServerTime now)
    {
        var transaction = State.BeginTransaction(now, connection: null);
        var error = State.Tree.Create(transaction, new CreateRequest(path, null, AclEntry.Open, (int)CreateMode.Persistent), asContainer: false, out _);
        if (error is not (ZooKeeperError.Ok or ZooKeeperError.NodeExists))
        {
            throw new InvalidOperationException($"'{path}' cannot be created: {error}.");
        }

        State.Commit(transaction);
        Changed?.Invoke();
    }

    /// <summary>Ends a session before its time.</summary>
    public void Expire(long sessionId, ServerTime now)
    {
        if (State.Sessions.TryFind(sessionId, out var session))
        {
            State.EndSession(session, now, closedBy: null);
            Changed?.Invoke();
        }
    }

    public bool IsRunning(int endpoint) => _runs[endpoint];

    public void StopEndpoint(int endpoint)
    {
        _runs[endpoint] = false;
        CutConnections(connection => connection.Endpoint == endpoint);
    }

    public void StartEndpoint(int endpoint, ServerTime now)
    {
        var nobodyRan = !_runs.Contains(true);
        _runs[endpoint] = true;
        if (nobodyRan)
        {
            _nextContainerCheck = now.Elapsed + State.Settings.ContainerCheckInterval;
            RestartSessions(now);
        }
    }

    /// <summary>A new leader: a new epoch, cut connections, and all the time again for every session. A server that is cut off does not hear of it.</summary>
    public void ChangeLeader(ServerTime now)
    {
        State.BeginEpoch();
        RestartSessions(now);
        CutConnections(connection => !State.Faults.Isolates(connection.Endpoint));
    }

    /// <summary>
    /// Makes one server the leader and the others its followers. Without this call each server counts as the leader: every request keeps its session
    /// alive at once.
    /// </summary>
    public void Lead(int endpoint)
    {
        for (var other = 0; other < State.Heard.Length; other++)
        {
            State.Heard[other] = other == endpoint ? null : [];
        }
    }

    /// <summary>The leader's ping reaches a follower, whose answer tells which sessions it has heard of since the last one.</summary>
    public void PingFollower(int endpoint, ServerTime now)
    {
        if (State.Heard[endpoint] is not { } heard || State.Faults.Isolates(endpoint))
        {
            return;
        }

        foreach (var session in heard)
        {
            State.Sessions.Touch(session, now.Elapsed);
        }

        heard.Clear();
    }

    /// <summary>Makes a session belong to another server, as if its client had attached itself there: its old connection's next write ends that.</summary>
    public void MoveSession(long sessionId, int endpoint)
    {
        if (State.Sessions.TryFind(sessionId, out var session))
        {
            session.MoveTo(endpoint);
        }
    }

    public void CutConnections(Predicate<ServerConnection> which)
    {
        foreach (var connection in State.Connections.Where(connection => which(connection)).ToArray())
        {
            connection.Cut();
        }

        Changed?.Invoke();
    }

    /// <summary>The next connection with something to send, or to be closed.</summary>
    public bool TryTakeDirty([NotNullWhen(true)] out ServerConnection? connection) => State.TryTakeDirty(out connection);

    private bool TryBegin(ServerConnection connection, ref ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(sizeof(int) - connection.Prefix.Count, bytes.Length);
        connection.Prefix.AddRange(bytes[..count]);
        bytes = bytes[count..];
        if (connection.Prefix.Count < sizeof(int))
        {
            return false;
        }

        var prefix = CollectionsMarshal.AsSpan(connection.Prefix);
        if (FourLetterWord.Answer(prefix, connection, State) is { } answer)
        {
            connection.Output.WriteRaw(System.Text.Encoding.ASCII.GetBytes(answer));
            connection.Close();
            Changed?.Invoke();
            return false;
        }

        connection.Input.Append(prefix);
        return true;
    }

    private void Pump(ServerConnection connection, ServerTime now)
    {
        try
        {
            while (!connection.IsClosed && connection.Parked is null && connection.Input.TryRead(out var payload))
            {
                Handle(connection, payload, now);
            }
        }
        catch (ProtocolException)
        {
            connection.Close();
            Changed?.Invoke();
        }

        State.Tree.SettleBatch();
    }

    private void RestartSessions(ServerTime now)
    {
        foreach (var session in State.Sessions.Living)
        {
            State.Sessions.Touch(session, now.Elapsed);
        }
    }
}
