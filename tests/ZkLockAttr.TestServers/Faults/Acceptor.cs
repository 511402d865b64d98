using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers.Faults;

/// <summary>Listens on a port until disposed.</summary>
internal sealed class Acceptor : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Task _accepting;

    public Acceptor(int port, Action<Socket> accept)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = Task.Run(() => AcceptAsync(accept));
    }

    /// <summary>Returns when no connection can come any more.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        _accepting.GetAwaiter().GetResult();
    }

    private async Task AcceptAsync(Action<Socket> accept)
    {
        try
        {
            while (true)
            {
                accept(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }
}
