using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.Testing.Watches;

namespace ZkLockAttr.Testing.Core;

/// <summary>All that the server knows. Single-threaded, like everything in the core: see <see cref="ServerCore"/>.</summary>
internal sealed class ServerState(ServerSettings settings, ServerTime start)
{
    private const long EpochUnit = 1L << 32;

    private readonly HashSet<ServerConnection> _dirty = [];
    private readonly Queue<ServerConnection> _dirtyQueue = [];

    public ServerSettings Settings { get; } = settings;

    public DataTree Tree { get; } = new();

    public SessionTable Sessions { get; } = new(settings, start);

    public WatchTable Watches { get; } = new();

    public FaultTable Faults { get; } = new();

    public ServerCounters Counters { get; } = new();

    /// <summary>The open connections, attached to a session or not yet.</summary>
    public HashSet<ServerConnection> Connections { get; } = [];

    /// <summary>Connections, closed ones too, with frames that a fault holds back.</summary>
    public HashSet<ServerConnection> Held { get; } = [];

    /// <summary>For each server that follows another: the sessions it has heard of and not told its leader yet. Null for a server that leads.</summary>
    public HashSet<ServerSession>?[] Heard { get; } = new HashSet<ServerSession>?[settings.Endpoints];

    /// <summary>The last transaction: the leader's epoch in the upper half, a counter in the lower.</summary>
    public long LastZxid { get; private set; } = EpochUnit;

    public long NextZxid() => ++LastZxid;

    public void BeginEpoch() => LastZxid = ((LastZxid / EpochUnit) + 1) * EpochUnit;

    /// <summary>A write attempt. It takes a number, also if it fails.</summary>
    public TreeTransaction BeginTransaction(ServerTime now, ServerConnection? connection) =>
        new(NextZxid(), now.UnixMilliseconds, connection?.Session?.Id ?? 0, connection is null ? [] : connection.Identities);

    /// <summary>A request keeps its session alive: at once where it reaches the leader, else when the leader hears of it.</summary>
    public void Touch(ServerConnection connection, ServerSession session, ServerTime now)
    {
        if (Heard[connection.Endpoint] is { } heard)
        {
            heard.Add(session);
        }
        else
        {
            Sessions.Touch(session, now.Elapsed);
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

        Watches.Fire(transaction.Changes);
        foreach (var connection in session.Connections.ToArray())
        {
            // An isolated server does not hear of it.
            if (connection != closedBy && !Faults.Isolates(connection.Endpoint))
            {
                connection.Close();
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
}
