using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>
/// A connection that delivers bytes in order, each piece late by chance. When it is cut, either side may still get what was under way, or not.
/// </summary>
internal sealed class SimulatedConnection
{
    private readonly World _world;
    private readonly ServerConnection _server;
    private readonly Queue<byte[]> _toServer = new();
    private readonly Queue<byte[]?> _toClient = new();
    private bool _serverClosed;

    public SimulatedConnection(World world)
    {
        _world = world;
        _server = world.Server.Accept(endpoint: 0, "127.0.0.1");
        PumpServer();
    }

    /// <summary>What the client gets; null is the end of the connection.</summary>
    public Action<byte[]?> Deliver { get; set; } = static _ => { };

    public bool IsOver { get; private set; }

    public void Send(byte[] bytes)
    {
        _toServer.Enqueue(bytes);
        _world.After(_world.UpTo(20), () =>
        {
            if (_toServer.TryDequeue(out var arrived))
            {
                _world.Server.Receive(_server, arrived, _world.ServerNow);
                CollectReplies();
            }
        });
    }

    /// <summary>Cuts it: the client knows at once, the server perhaps later, and what it has read it does.</summary>
    public void Cut()
    {
        if (IsOver)
        {
            return;
        }

        IsOver = true;
        if (_world.Happens(0.5))
        {
            _toServer.Clear();
        }

        _world.After(_world.UpTo(200), () => _world.Server.Lose(_server));
        _world.After(TimeSpan.Zero, () => Deliver(null));
    }

    // The server's events for this connection are caused by others: look every now and then.
    private void PumpServer()
    {
        CollectReplies();
        if (!IsOver && !_serverClosed)
        {
            _world.After(TimeSpan.FromMilliseconds(5), PumpServer);
        }
    }

    private void CollectReplies()
    {
        if (IsOver || _serverClosed)
        {
            return;
        }

        var sendable = _server.Output.Sendable.ToArray();
        if (sendable.Length > 0 && !_server.IsCut)
        {
            _server.Output.MarkSent(sendable.Length);
            SendToClient(sendable);
        }

        if (_server.IsCut || (_server.IsClosed && _server.Output.IsDrained))
        {
            _serverClosed = true;
            SendToClient(null);
        }
    }

    private void SendToClient(byte[]? bytes)
    {
        _toClient.Enqueue(bytes);
        _world.After(_world.UpTo(20), () =>
        {
            if (!IsOver && _toClient.TryDequeue(out var arrived))
            {
                IsOver = arrived is null;
                Deliver(arrived);
            }
        });
    }
}
