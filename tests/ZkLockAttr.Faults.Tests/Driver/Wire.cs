using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A connection between a process and a server, which may break between any two bytes.</summary>
internal sealed class Wire
{
    // When what was under way arrives: by then a client that was told has attached to the other server.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly World _world;
    private readonly Process _client;
    private readonly int _endpoint;
    private ServerConnection? _opened;
    private bool _reachesServer;
    private bool _reachesClient;

    public Wire(World world, Process client, int endpoint)
    {
        _world = world;
        _client = client;
        _endpoint = endpoint;
    }

    public bool IsBroken => !_reachesServer || !_reachesClient;

    /// <summary>Whether the client has closed it.</summary>
    public bool IsClosed { get; private set; }

    private ServerConnection Server => _opened ?? throw new InvalidOperationException("Nobody has answered yet.");

    /// <summary>The server answers. Where it is not reached there is none of this: the attempts of an outage are many.</summary>
    public void Open()
    {
        _opened = _world.Server.Accept(_endpoint, "127.0.0.1");
        _reachesServer = true;
        _reachesClient = true;
        _world.Add(_opened, this);
        if (_client.IsUnderTest)
        {
            _world.Tape?.BeginConnection();
        }
    }

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
        var bytes = Server.Output.Sendable.ToArray();
        if (bytes.Length > 0 && !Server.IsCut)
        {
            Server.Output.MarkSent(bytes.Length);
            _world.After(World.Latency, () => Arrive(bytes));
        }

        if (Server.IsClosed)
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
        _world.Server.Receive(Server, bytes, _world.ServerNow);
        _world.FlushServer();
    });

    private void EndForServer(TimeSpan delay) => _world.After(delay, () =>
    {
        _world.Server.Lose(Server);
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
