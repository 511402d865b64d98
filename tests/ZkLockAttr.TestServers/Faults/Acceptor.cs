using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers.Faults;

/// <summary>Listens on a port until disposed.</summary>
internal sealed class Acceptor : IDisposable
{
    private readonly TcpListener _listener;

    public Acceptor(int port, Action<Socket> accept)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync(accept);
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(Action<Socket> accept)
    {
        try
        {
            while (true)
            {
                accept(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
