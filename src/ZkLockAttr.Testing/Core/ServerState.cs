using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.Testing.Watches;

namespace ZkLockAttr.Testing.Core;

/// <summary>All that the server knows. Single-threaded, like everything in the core: see <see cref="ServerCore"/>.</summary>
internal sealed class ServerState
{
    private const long EpochUnit = 1L << 32;

    private readonly HashSet<ServerConnection> _dirty = [];
    private readonly Queue<ServerConnection> _dirtyQueue = [];

    public ServerState(ServerSettings settings, ServerTime start)
    {
        Settings = settings;
        Start = start;
        Sessions = new SessionTable(settings, start);
        Replicas = [.. Enumerable.Range(0, settings.Endpoints).Select(endpoint => new Replica(this, endpoint))];
        Heard = new HashSet<ServerSession>?[settings.Endpoints];
        Faults = new FaultTable(this);
    }

    public ServerSettings Settings { get; }

    public ServerTime Start { get; }

    /// <summary>The leader's tree: what is committed.</summary>
    public DataTree Tree { get; } = new();

    /// <summary>What each server knows, by endpoint.</summary>
    public Replica[] Replicas { get; }

    public SessionTable Sessions { get; }

    public WatchTable Watches { get; } = new();

    public FaultTable Faults { get; }

    public ServerCounters Counters { get; } = new();

    /// <summary>The open connections, attached to a session or not yet.</summary>
    public HashSet<ServerConnection> Connections { get; } = [];

    /// <summary>Connections, closed ones too, with frames that a fault holds back.</summary>
    public HashSet<ServerConnection> Held { get; } = [];

    /// <summary>For each server that follows another: the sessions it has heard of and not told its leader yet. Null for a server that leads.</summary>
    public HashSet<ServerSession>?[] Heard { get; }

    /// <summary>The last transaction: the leader's epoch in the upper half, a counter in the lower.</summary>
    public long LastZxid { get; private set; } = EpochUnit;

    public long NextZxid() => SetLastZxid(LastZxid + 1);

    public void BeginEpoch() => SetLastZxid(((LastZxid / EpochUnit) + 1) * EpochUnit);

    /// <summary>A write attempt. It takes a number, also if it fails.</summary>
    public TreeTransaction BeginTransaction(ServerTime now, ServerConnection? connection) =>
        new(NextZxid(), now.UnixMilliseconds, connection?.Session?.Id ?? 0, connection is null ? [] : connection.Identities);

    /// <summary>A request keeps its session alive: at once where it reaches the leader, else when the leader hears of it.</summary>
    public void Touch(ServerConnection connection, ServerSession session, ServerTime now)
    {
        if (!Hear(connection, session))
        {
            Sessions.Touch(session, now.Elapsed);
        }
    }

    /// <summary>Notes for the leader that the session lives; false at the leader itself.</summary>
    public bool Hear(ServerConnection connection, ServerSession session)
    {
        Heard[connection.Endpoint]?.Add(session);
        return Heard[connection.Endpoint] is not null;
    }

    /// <summary>Tells those who watch, each when its server hears of it.</summary>
    public void Commit(TreeTransaction transaction)
    {
        if (transaction.Changes.Count == 0)
        {
            return;
        }

        Watches.Fire(transaction.Changes, Array.Exists(Replicas, static replica => replica.IsDeaf) ? connection => !Replicas[connection.Endpoint].IsDeaf : null);
        foreach (var replica in Replicas)
        {
            replica.Tell(transaction.Changes);
        }
    }

    /// <summary>Ends a session, as its client or its expiry demand: all its ephemeral nodes go in one transaction, and then its connections.</summary>
    /// <param name="session">The session.</param>
    /// <param name="now">The time.</param>
    /// <param name="closedBy">The connection that asked for it and is still to be answered.</param>
    public void EndSession(ServerSession session, ServerTime now, ServerConnection? closedBy)
    {
        var transaction = BeginTransaction(now, connection: null);
        Sessions.Remove(session);
        foreach (var path in Tree.EphemeralsOf(session.Id).ToArray())
        {
            Tree.Remove(transaction, path);
        }

        Commit(transaction);
        foreach (var connection in session.Connections.ToArray())
        {
            if (connection != closedBy)
            {
                Replicas[connection.Endpoint].Tell(connection.Close);
            }
        }
    }

    public void MarkDirty(ServerConnection connection)
    {
        if (_dirty.Add(connection))
        {
            _dirtyQueue.Enqueue(connection);
        }
    }

    /// <summary>The next connection with something to send, or to be closed.</summary>
    public bool TryTakeDirty([NotNullWhen(true)] out ServerConnection? connection) =>
        _dirtyQueue.TryDequeue(out connection) && _dirty.Remove(connection);

    private long SetLastZxid(long zxid)
    {
        foreach (var replica in Replicas)
        {
            replica.KeepCopy();
        }

        return LastZxid = zxid;
    }
}
