using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ZkLockAttr.TestServers;

/// <summary>A server that does with each connection what a test says, byte by byte: to be what no well-behaved server is.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Stream, Task> _serve;
    private readonly ConcurrentBag<Task> _served = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;

    private ScriptedServer(Func<Stream, Task> serve, IPAddress address, int port)
    {
        _serve = serve;
        _listener = new TcpListener(address, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>What to give to a client.</summary>
    public string ConnectionString => Endpoint.ToString();

    /// <summary>How many connections have come.</summary>
    public int Accepted => _served.Count;

    /// <summary>Starts a server.</summary>
    /// <param name="serve">What it does with a connection, which is closed when that ends.</param>
    /// <param name="address">Where it listens; by default 127.0.0.1.</param>
    /// <param name="port">Its port, 0 for a free one.</param>
    public static ScriptedServer Start(Func<Stream, Task> serve, IPAddress? address = null, int port = 0) => new(serve, address ?? IPAddress.Loopback, port);

    /// <summary>Ends it and its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_served);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _served.Add(ServeAsync(await _listener.AcceptSocketAsync(_over.Token)));
            }
        }
        catch (Exception) when (_over.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var registration = _over.Token.Register(socket.Dispose);
        await using var connection = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _serve(connection);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client has left, or the test is over.
        }
    }
}
