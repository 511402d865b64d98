using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Testing;

public sealed partial class ZooKeeperTestServer
{
    /// <summary>Ends a session as if its time were over: its ephemeral nodes go, its connections are closed. Does nothing if it is over already.</summary>
    public void ExpireSession(long sessionId) => _gate.Change(core => core.Expire(sessionId, _gate.Now));

    /// <summary>Ends all sessions as if their time were over.</summary>
    public void ExpireAllSessions() => _gate.Change(core =>
    {
        foreach (var session in core.State.Sessions.Living.ToArray())
        {
            core.Expire(session.Id, _gate.Now);
        }
    });

    /// <summary>Cuts all connections; the sessions live on.</summary>
    public void DropConnections() => _gate.Change(core => core.CutConnections(_ => true));

    /// <summary>Cuts the connections of one session, which lives on.</summary>
    public void DropConnections(long sessionId) => _gate.Change(core => core.CutConnections(connection => connection.Session?.Id == sessionId));

    /// <summary>
    /// Stops one server of the ensemble: its connections are cut, and new ones are refused. While all are stopped, no session's time runs.
    /// </summary>
    /// <param name="index">The endpoint's place in <see cref="Endpoints"/>.</param>
    public void StopEndpoint(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Endpoints.Count, nameof(index));
        _loop.SetListening(index, listens: false);
        _gate.Change(core => core.StopEndpoint(index));
    }

    /// <summary>Starts a stopped server again, on the same port and with all data. The first one of an ensemble to come back gives all sessions their full time again.</summary>
    /// <param name="index">The endpoint's place in <see cref="Endpoints"/>.</param>
    public void StartEndpoint(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Endpoints.Count, nameof(index));
        _gate.Change(core => core.StartEndpoint(index, _gate.Now));
        _loop.SetListening(index, listens: true);
    }

    /// <summary>
    /// Makes a session belong to another server of the ensemble, as if its client had attached itself there. Its connection still answers pings and reads, and is
    /// closed by its first write.
    /// </summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="index">The endpoint's place in <see cref="Endpoints"/>.</param>
    public void MoveSession(long sessionId, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Endpoints.Count, nameof(index));
        _gate.Change(core => core.MoveSession(sessionId, index));
    }

    /// <summary>Acts out the election of another leader: all connections are cut, a new epoch begins, all sessions get their full time again.</summary>
    public void ChangeLeader() => _gate.Change(core => core.ChangeLeader(_gate.Now));

    /// <summary>
    /// Removes now the containers that have had children and have none, and nodes whose time to live is over; their parents only the next time.
    /// </summary>
    public void ReapContainers() => _gate.Change(core => core.ReapContainers(_gate.Now));

    /// <summary>Sets the number that the node's next sequential child is given. The node is made if it is not there.</summary>
    /// <param name="parentPath">The sequential nodes' parent.</param>
    /// <param name="counter">The next number; the numbers stick at <see cref="int.MaxValue"/>.</param>
    public void SetSequence(string parentPath, int counter) => _gate.Change(core =>
    {
        if (!NodePath.IsValid(parentPath))
        {
            throw new ArgumentException($"'{parentPath}' is no node's path.", nameof(parentPath));
        }

        for (var end = parentPath.IndexOf('/', 1); core.State.Tree.Find(parentPath) is null; end = parentPath.IndexOf('/', end + 1))
        {
            core.Create(end < 0 ? parentPath : parentPath[..end], _gate.Now);
        }

        core.State.Tree.SetCounter(parentPath, counter);
    });
}
