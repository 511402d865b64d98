using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A connection between a process and a server, which may break between any two bytes.</summary>
internal sealed class Wire
{
    // When what was under way arrives: by then a client that was told has attached to the other server.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly World _world;
    private readonly Process _client;
    private readonly ServerConnection _server;
    private bool _reachesServer = true;
    private bool _reachesClient = true;

    public Wire(World world, Process client, int endpoint)
    {
        _world = world;
        _client = client;
        _server = world.Server.Accept(endpoint, "127.0.0.1");
        world.Add(_server, this);
        if (client.IsUnderTest)
        {
            world.Tape?.BeginConnection();
        }
    }

    public bool IsBroken => !_reachesServer || !_reachesClient;

    /// <summary>Whether the client has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The client writes.</summary>
    public void Send(byte[] bytes)
    {
        if (!_reachesServer)
        {
            return;
        }

        bytes = Tamper(Direction.ToServer, bytes);
        if (Pass(Direction.ToServer, bytes, out var manner) is not { } passing)
        {
            ToServer(bytes, World.Latency);
            return;
        }

        _reachesServer = false;
        _reachesClient = manner!.Replies;
        ToServer(bytes[..passing], World.Latency);
        switch (manner.Server)
        {
            case ServerGets.TheEnd:
                EndForServer(World.Latency);
                break;
            case ServerGets.TheRest:
                ToServer(bytes[passing..], Late);
                EndForServer(Late);
                break;
        }

        // Behind the answers.
        EndForClient(manner, World.Latency * 2);
    }

    /// <summary>The client closes.</summary>
    public void Close()
    {
        IsClosed = true;
        _reachesClient = false;
        if (_reachesServer)
        {
            _reachesServer = false;
            EndForServer(World.Latency);
        }
    }

    /// <summary>The server has something to say.</summary>
    public void Collect()
    {
        var bytes = _server.Output.Sendable.ToArray();
        if (bytes.Length > 0 && !_server.IsCut)
        {
            _server.Output.MarkSent(bytes.Length);
            _world.After(World.Latency, () => Arrive(bytes));
        }

        if (_server.IsClosed)
        {
            _world.After(World.Latency, () =>
            {
                if (_reachesClient)
                {
                    _client.OnEnd(this);
                }
            });
        }
    }

    private void Arrive(byte[] bytes)
    {
        if (!_reachesClient)
        {
            return;
        }

        bytes = Tamper(Direction.ToClient, bytes);
        if (Pass(Direction.ToClient, bytes, out var manner) is not { } passing)
        {
            _client.OnReceived(this, bytes);
            return;
        }

        _reachesClient = false;
        _reachesServer = manner!.Server == ServerGets.TheRest;
        _client.OnReceived(this, bytes[..passing]);
        if (manner.Server == ServerGets.TheEnd)
        {
            EndForServer(World.Latency);
        }

        EndForClient(manner, TimeSpan.Zero);
    }

    private void ToServer(byte[] bytes, TimeSpan delay) => _world.After(delay, () =>
    {
        _world.Server.Receive(_server, bytes, _world.ServerNow);
        _world.FlushServer();
    });

    private void EndForServer(TimeSpan delay) => _world.After(delay, () =>
    {
        _world.Server.Lose(_server);
        _world.FlushServer();
    });

    private void EndForClient(Manner manner, TimeSpan delay)
    {
        if (manner.IsOutage)
        {
            _client.ReachesNobodyUntil = _world.Now + World.Outage;
        }

        if (manner.ClientHears)
        {
            _world.After(delay, () =>
            {
                _reachesClient = false;
                _client.OnEnd(this);
            });
        }
    }

    private byte[] Tamper(Direction direction, byte[] bytes) =>
        _client.IsUnderTest && _world.Tampering is { } tamper ? tamper(direction, bytes) : bytes;

    private int? Pass(Direction direction, byte[] bytes, out Manner? manner)
    {
        if (!_client.IsUnderTest)
        {
            manner = null;
            return null;
        }

        var passing = _world.Faults.Pass(direction, bytes.Length, out manner);
        _world.Tape?.Record(direction, bytes.AsSpan(0, passing ?? bytes.Length));
        return passing;
    }
}
