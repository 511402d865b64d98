using ZkLockAttr.Testing;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tree;

namespace ZkLockAttr.Simulation.Tests.Ensemble;

/// <summary>
/// Three servers over one tree: one leads, and what a quorum has committed is what the tree holds. Followers tell the leader which sessions live only when
/// its ping reaches them. At most one server at a time is out.
/// </summary>
internal sealed class SimulatedEnsemble
{
    public const int Servers = 3;

    private readonly World _world;
    private readonly ServerCore _core;
    private readonly Dictionary<ServerConnection, SimulatedConnection> _connections = [];
    private readonly bool[] _isDown = new bool[Servers];
    private readonly TimeSpan _pingInterval;
    private readonly double _pingDelay;
    private int _leader;

    // Without a quorum no session ends, and nothing is committed.
    private bool _hasQuorum = true;
    private bool _isDisturbed;

    /// <param name="world">The world that it is part of.</param>
    /// <param name="pingInterval">How often the leader pings its followers: half a tick.</param>
    /// <param name="pingDelay">How late the leader's ping may reach a follower, in milliseconds.</param>
    public SimulatedEnsemble(World world, TimeSpan pingInterval, double pingDelay)
    {
        _world = world;
        _pingInterval = pingInterval;
        _pingDelay = pingDelay;

        // Servers look for empty queues every minute: more often here, so that queues are made anew, with the same numbers, while somebody still deals with the old one.
        // They end a session at the tick behind its time; the leases are to hold without that gift.
        _core = new ServerCore(ServerSettings.Default with { TickTime = 10, ContainerCheckInterval = world.OneOf(300, 3000), Endpoints = Servers }, Now);
        _core.Lead(_leader);
        PingFollowers();
        world.Every(() => TimeSpan.FromMilliseconds(50), () => Do(static _ => { }));
    }

    public ServerTime Now => new((long)_world.Now.TotalMilliseconds, (long)_world.Now.TotalMilliseconds);

    public DataTree Tree => _core.State.Tree;

    /// <summary>Whether a session has not ended.</summary>
    public bool Lives(long session) => _core.State.Sessions.TryFind(session, out _);

    public int WatchCount => _core.State.Watches.Count;

    /// <summary>A connection to one of the servers; null if it does not answer.</summary>
    public SimulatedConnection? Connect(int server)
    {
        if (_isDown[server])
        {
            return null;
        }

        var accepted = _core.Accept(server, "127.0.0.1");
        return _connections[accepted] = new SimulatedConnection(_world, this, accepted);
    }

    public void Do(Action<ServerCore> action)
    {
        if (_hasQuorum)
        {
            _core.Advance(Now);
        }

        action(_core);
        while (_core.TryTakeDirty(out var connection))
        {
            _connections[connection].OnServerChanged();
        }
    }

    /// <summary>A server stops, and comes back.</summary>
    public void Crash(TimeSpan duration)
    {
        if (_isDisturbed)
        {
            return;
        }

        _isDisturbed = true;
        var server = _world.Random.Next(Servers);
        if (server == _leader)
        {
            // Nobody serves until another leads.
            Stop(0, 1, 2);
            _hasQuorum = false;
            _world.After(_world.UpTo(1000), () => Elect(server));
        }
        else
        {
            Stop(server);
        }

        _world.After(TimeSpan.FromSeconds(1) + duration, () => Heal(() => Start(server)));
    }

    /// <summary>A server is cut off from the others, but not from its clients; in the end it gives up and drops them.</summary>
    public void Isolate(TimeSpan duration)
    {
        if (_isDisturbed)
        {
            return;
        }

        _isDisturbed = true;
        var server = _world.Random.Next(Servers);
        var isolation = CutOff(server);
        if (server == _leader)
        {
            // The others are without a leader for a while: to their clients they look cut off as well.
            _hasQuorum = false;
            var others = Enumerable.Range(0, Servers).Where(other => other != server).Select(CutOff).ToArray();
            _world.After(_world.UpTo(3000), () =>
            {
                Elect(server);
                Do(core => Array.ForEach(others, other => core.EndFault(other, Now)));
            });
            duration += TimeSpan.FromSeconds(3);
        }

        _world.After(duration, () => Heal(() => Do(core => core.EndFault(isolation, Now))));
    }

    /// <summary>Requests lie unanswered at one server for a while; pings do too.</summary>
    public void Stall(TimeSpan duration) => ForAWhile(FaultKind.HoldRequests, duration);

    /// <summary>One server applies commits late.</summary>
    public void Lag(TimeSpan duration) => ForAWhile(FaultKind.Lag, duration);

    /// <summary>Some requests are refused because there are too many.</summary>
    public void Throttle(int times) => Fault(FaultKind.Throttle, _world.Random.Next(Servers), times);

    public void Expire(long session) => Do(core => core.Expire(session, Now));

    private void ForAWhile(FaultKind kind, TimeSpan duration)
    {
        var fault = Fault(kind, _world.Random.Next(Servers), int.MaxValue);
        _world.After(duration, () => Do(core => core.EndFault(fault, Now)));
    }

    private ServerFault CutOff(int server) => Fault(FaultKind.Isolate, server, int.MaxValue);

    private ServerFault Fault(FaultKind kind, int server, int times)
    {
        // To lag is no fault of a message.
        var fault = new ServerFault(kind, message => kind != FaultKind.Lag && message.Endpoint == server, times, static _ => { }) { Endpoint = server };
        _core.BeginFault(fault);
        return fault;
    }

    private void Stop(params ReadOnlySpan<int> servers)
    {
        foreach (var server in servers)
        {
            _isDown[server] = true;
            Do(core => core.CutConnections(connection => connection.Endpoint == server));
        }
    }

    private void Start(int server) => _isDown[server] = false;

    // One of the others leads from now on, and gives every session its whole time again.
    private void Elect(int old)
    {
        _leader = (old + 1 + _world.Random.Next(Servers - 1)) % Servers;
        _hasQuorum = true;
        _core.ChangeLeader(Now);
        _core.Lead(_leader);
        for (var server = 0; server < Servers; server++)
        {
            _isDown[server] &= server == old;
        }

        Do(static _ => { });
    }

    private void Heal(Action heal)
    {
        heal();
        _isDisturbed = false;
    }

    private void PingFollowers()
    {
        for (var server = 0; server < Servers; server++)
        {
            var follower = server;
            _world.After(_world.UpTo(_pingDelay), () => Do(core =>
            {
                if (_hasQuorum)
                {
                    core.PingFollower(follower, Now);
                }
            }));
        }

        _world.After(_pingInterval, PingFollowers);
    }
}
