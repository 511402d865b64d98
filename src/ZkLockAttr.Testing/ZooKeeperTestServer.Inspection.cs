using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Testing;

public sealed partial class ZooKeeperTestServer
{
    /// <summary>The ids of the living sessions.</summary>
    public IReadOnlyCollection<long> Sessions => _gate.Read(core => core.State.Sessions.Living.Select(session => session.Id).ToArray());

    /// <summary>What the server has seen so far.</summary>
    public ServerStatistics Statistics => _gate.Read(core => new ServerStatistics
    {
        Requests = core.State.Counters.Snapshot(),
        TotalRequests = core.State.Counters.Total,
        Receives = core.State.Counters.Receives,
        AcceptedConnections = core.State.Counters.Connections,
        OpenConnections = core.State.Connections.Count,
        Watches = core.State.Watches.Count,
        LastZxid = core.State.LastZxid,
    });

    /// <summary>Whether the node exists.</summary>
    public bool Exists(string path) => _gate.Read(core => core.State.Tree.Find(path)) is not null;

    /// <summary>The names of the node's children in ordinal order; none if there is no such node.</summary>
    public IReadOnlyList<string> GetChildren(string path) =>
        _gate.Read(core => core.State.Tree.Find(path)?.Children.Order(StringComparer.Ordinal).ToArray() ?? []);

    /// <summary>A copy of the node's data; null if it has none, or there is no such node.</summary>
    public byte[]? GetData(string path) => _gate.Read(core => core.State.Tree.Find(path)?.Data?.ToArray());

    /// <summary>What the server keeps about the node, null if there is no such node.</summary>
    public Stat? GetStat(string path) => _gate.Read(core => core.State.Tree.Find(path)?.Stat);

    /// <summary>How many watches are set on the node and on its children, by all connections.</summary>
    public int CountWatches(string path) => _gate.Read(core => core.State.Watches.CountOn(path));

    /// <summary>
    /// Waits until the condition holds. It is looked at now and behind every request, every end of a session, and every connection that comes or goes:
    /// no state is missed, however short, and no test has to wait for time.
    /// </summary>
    /// <param name="condition">What to wait for. It runs on the server's thread and must not block.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WaitUntilAsync(Func<ZooKeeperTestServer, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _gate.Read(_ =>
        {
            _loop.ThrowIfOver();
            return _loop.Waiters.Add(() => condition(this), cancellationToken);
        });
    }
}
