using System.Net;
using System.Net.Sockets;
using ZkLockAttr.TestServers.Faults;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers.Delays;

/// <summary>Stands between clients and a server on the loopback address and adds the same time to all that goes by, each way.</summary>
internal sealed class DelayingProxy : IDisposable
{
    private readonly Acceptor _acceptor;
    private readonly IPEndPoint _server;
    private readonly TimeSpan _delay;

    // Guarded by itself.
    private readonly List<Socket> _sockets = [];

    /// <param name="server">Where the server is.</param>
    /// <param name="delay">The time that is added to a request, and again to its answer.</param>
    public DelayingProxy(IPEndPoint server, TimeSpan delay)
    {
        _server = server;
        _delay = delay;
        var port = FreePort.Find();
        ConnectionString = $"127.0.0.1:{port}";
        _acceptor = new Acceptor(port, Accept);
    }

    /// <summary>What to give to a client: <c>127.0.0.1:port</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        _acceptor.Dispose();
        lock (_sockets)
        {
            _sockets.ForEach(socket => socket.Dispose());
        }
    }

    private void Accept(Socket client)
    {
        var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_sockets)
        {
            _sockets.AddRange([client, server]);
        }

        try
        {
            server.Connect(_server);
        }
        catch (SocketException)
        {
            client.Dispose();
            server.Dispose();
            return;
        }

        _ = new DelayedStream(client, server, _delay);
        _ = new DelayedStream(server, client, _delay);
    }
}
