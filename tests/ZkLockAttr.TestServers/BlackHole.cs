using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers;

/// <summary>An address that swallows attempts to connect, as one behind a firewall does: nobody refuses, and nobody answers.</summary>
public sealed class BlackHole : IDisposable
{
    // The kernel takes a connection or two into a queue that nobody takes them from, and then answers no more.
    private const int Fillers = 8;

    private readonly Socket _listener;
    private readonly List<Socket> _fillers = [];

    private BlackHole(IPEndPoint endpoint)
    {
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endpoint);
        _listener.Listen(backlog: 0);
    }

    /// <summary>Where it is.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Opens one.</summary>
    public static async Task<BlackHole> OpenAsync(IPEndPoint endpoint)
    {
        var hole = new BlackHole(endpoint);
        var attempts = new List<Task>();
        for (var i = 0; i < Fillers; i++)
        {
            var filler = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            hole._fillers.Add(filler);
            attempts.Add(filler.ConnectAsync(hole.Endpoint));
        }

        await await Task.WhenAny(attempts);
        return hole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fillers.ForEach(filler => filler.Dispose());
        _listener.Dispose();
    }
}
