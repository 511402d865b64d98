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
    /// Cuts one server off from the others, as a follower that has lost its leader: it goes on answering the pings of its clients and nothing else, does not keep
    /// their sessions alive, and hears of no change. When the fault is disposed it drops its clients, as a follower does that gives up.
    /// </summary>
    /// <param name="endpoint">The endpoint's place in <see cref="ZooKeeperTestServer.Endpoints"/>.</param>
    public ServerFault Isolate(int endpoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(endpoint);
        return Add(new ServerFault(FaultKind.Isolate, message => message.Endpoint == endpoint, int.MaxValue, End) { Endpoint = endpoint });
    }

    private ServerFault Add(FaultKind kind, Func<ServerMessage, bool> matches, int times)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        return Add(new ServerFault(kind, matches, times, End));
    }

    private ServerFault Add(ServerFault fault)
    {
        _gate.Change(core => core.State.Faults.Add(fault));
        return fault;
    }

    private void End(ServerFault fault) => _gate.ChangeIfAlive(core => core.EndFault(fault, _gate.Now));
}
