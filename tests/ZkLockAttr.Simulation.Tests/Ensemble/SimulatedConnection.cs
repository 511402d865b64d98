using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Simulation.Tests.Ensemble;

/// <summary>
/// A connection that delivers bytes in order, each piece late by chance. When it is cut, either side may still get what was under way, or a part
/// of it, or nothing; and the server may learn of it late.
/// </summary>
internal sealed class SimulatedConnection(World world, SimulatedEnsemble ensemble, ServerConnection server)
{
    private const double Latency = 20;

    private readonly Queue<byte[]> _toServer = new();
    private readonly Queue<byte[]?> _toClient = new();
    private bool _serverEnded;

    /// <summary>What the client gets; null is the end of the connection.</summary>
    public Action<byte[]?> Deliver { get; set; } = static _ => { };

    public bool IsOver { get; private set; }

    public void Send(byte[] bytes)
    {
        _toServer.Enqueue(bytes);
        world.After(world.UpTo(Latency), () =>
        {
            if (_toServer.TryDequeue(out var arrived))
            {
                ensemble.Do(core => core.Receive(server, arrived, ensemble.Now));
            }
        });
    }

    /// <summary>Breaks it. The client knows at once.</summary>
    public void Cut()
    {
        if (IsOver)
        {
            return;
        }

        IsOver = true;
        if (world.Happens(0.5))
        {
            LoseSomeOnTheWay();
        }

        world.After(world.UpTo(world.Happens(0.1) ? 6000 : 200), () => ensemble.Do(core => core.Lose(server)));
        world.After(TimeSpan.Zero, () => Deliver(null));
    }

    /// <summary>The server has something to send, or has closed.</summary>
    public void OnServerChanged()
    {
        if (IsOver || _serverEnded)
        {
            return;
        }

        var sendable = server.Output.Sendable;
        if (!sendable.IsEmpty && !server.IsCut)
        {
            var bytes = sendable.ToArray();
            server.Output.MarkSent(bytes.Length);
            SendToClient(bytes);
        }

        if (server.IsCut || (server.IsClosed && server.Output.IsDrained))
        {
            _serverEnded = true;
            SendToClient(null);
        }
    }

    private void LoseSomeOnTheWay()
    {
        var first = _toServer.TryPeek(out var piece) && world.Happens(0.5) ? piece[..world.Random.Next(piece.Length)] : null;
        _toServer.Clear();
        if (first is not null)
        {
            _toServer.Enqueue(first);
        }
    }

    private void SendToClient(byte[]? bytes)
    {
        _toClient.Enqueue(bytes);
        world.After(world.UpTo(Latency), () =>
        {
            if (!IsOver && _toClient.TryDequeue(out var arrived))
            {
                IsOver = arrived is null;
                Deliver(arrived);
            }
        });
    }
}
