using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Network;

namespace ZkLockAttr.Testing;

/// <summary>What goes wrong in a <see cref="ZooKeeperTestServer"/>. Each fault meets the messages that its predicate chooses, until it is used up or disposed.</summary>
/// <remarks>Predicates run on the server's thread, one at a time; they must neither block nor change the server. Of several faults that match a request, the oldest strikes.</remarks>
public sealed class ServerFaults
{
    private readonly ServerGate _gate;

    internal ServerFaults(ServerGate gate) => _gate = gate;

    /// <summary>Cuts the connection instead of applying the request: it has no effect, and the client cannot know.</summary>
    /// <param name="matches">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public ServerFault DropBeforeApply(Func<ServerMessage, bool> matches, int times = 1) => Add(FaultKind.DropBeforeApply, matches, times);

    /// <summary>Applies the request and cuts the connection instead of answering: it has its effect, and the client cannot know.</summary>
    /// <param name="matches">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public ServerFault DropAfterApply(Func<ServerMessage, bool> matches, int times = 1) => Add(FaultKind.DropAfterApply, matches, times);

    /// <summary>
    /// Leaves a matching request, and all that its connection sends behind it, unprocessed until the fault is disposed. It is processed then even if the client
    /// has left meanwhile, as a real server would that has read it.
    /// </summary>
    /// <param name="matches">Which requests.</param>
    public ServerFault HoldRequests(Func<ServerMessage, bool> matches) => Add(FaultKind.HoldRequests, matches, int.MaxValue);

    /// <summary>
    /// Keeps a matching reply or watch event, and all that is to be sent behind it on its connection, even the connection's end, until the fault is disposed;
    /// then all of it arrives together.
    /// </summary>
    /// <param name="matches">Which replies and events.</param>
    public ServerFault HoldReplies(Func<ServerMessage, bool> matches) => Add(FaultKind.HoldReplies, matches, int.MaxValue);

    /// <summary>Answers ThrottledOp, as an overloaded server does that has not executed the request.</summary>
    /// <param name="matches">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public ServerFault Throttle(Func<ServerMessage, bool> matches, int times = 1) => Add(FaultKind.Throttle, matches, times);

    /// <summary>
    /// Cuts one server off from the others, as a follower that has lost its leader: it goes on answering its clients' pings and reads, from its tree as it was,
    /// but does not keep their sessions alive and hears of no change. A write or a sync is not answered, nor is what its connection sends behind it. When the fault
    /// is disposed the server drops its clients, as a follower does that gives up, and their writes have had no effect.
    /// </summary>
    /// <param name="endpoint">The endpoint's place in <see cref="ZooKeeperTestServer.Endpoints"/>.</param>
    public ServerFault Isolate(int endpoint) => Add(FaultKind.Isolate, endpoint, message => message.Endpoint == endpoint);

    /// <summary>
    /// Has one server apply commits late: its clients read the tree as it was, and their watches do not fire. A sync, a write or a new session that passes through
    /// it brings it up to date with all that was committed before, and so does the end of the fault. A client that has seen more than it knows is refused without a
    /// word when it attaches its session here.
    /// </summary>
    /// <param name="endpoint">The endpoint's place in <see cref="ZooKeeperTestServer.Endpoints"/>.</param>
    public ServerFault Lag(int endpoint) => Add(FaultKind.Lag, endpoint);

    /// <summary>
    /// Makes one server read-only, as one that has lost its leader and is configured to stay: it drops its clients, and takes only those that would do with
    /// a read-only server. These have sessions of its own, read the tree as it was, and are answered NotReadOnly when they write. The end of the fault drops them.
    /// </summary>
    /// <param name="endpoint">The endpoint's place in <see cref="ZooKeeperTestServer.Endpoints"/>.</param>
    public ServerFault ReadOnly(int endpoint) => Add(FaultKind.ReadOnly, endpoint);

    /// <summary>Has one server drop its clients and close new connections without a word, as one does that looks for a leader.</summary>
    /// <param name="endpoint">The endpoint's place in <see cref="ZooKeeperTestServer.Endpoints"/>.</param>
    public ServerFault StopServing(int endpoint) => Add(FaultKind.NotServing, endpoint);

    private ServerFault Add(FaultKind kind, int endpoint, Func<ServerMessage, bool>? matches = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)endpoint, (uint)_gate.Read(core => core.State.Replicas.Length), nameof(endpoint));
        return Add(new ServerFault(kind, matches ?? (static _ => false), int.MaxValue, End) { Endpoint = endpoint });
    }

    private ServerFault Add(FaultKind kind, Func<ServerMessage, bool> matches, int times)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        return Add(new ServerFault(kind, matches, times, End));
    }

    private ServerFault Add(ServerFault fault)
    {
        _gate.Change(core => core.BeginFault(fault));
        return fault;
    }

    private void End(ServerFault fault) => _gate.ChangeIfAlive(core => core.EndFault(fault, _gate.Now));
}
