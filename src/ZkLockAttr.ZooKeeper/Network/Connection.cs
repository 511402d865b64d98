using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// A blocking TCP connection. One thread connects and receives, one at a time sends, any thread may dispose it: that ends what the others wait for.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private Socket? _socket;
    private bool _isDisposed;

    /// <summary>Whether bytes can be sent now without waiting for the peer to take some.</summary>
    public bool CanSend
    {
        get
        {
            try
            {
                return _socket is { } socket && socket.Poll(0, SelectMode.SelectWrite);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>Connects to the first of the host's addresses that answers.</summary>
    /// <exception cref="SocketException">None answered, the host is unknown, or the connection was disposed.</exception>
    public void Connect(string host, int port)
    {
        SocketException? failure = null;
        foreach (var address in IPAddress.TryParse(host, out var literal) ? [literal] : Dns.GetHostAddresses(host))
        {
            try
            {
                Renew(address.AddressFamily).Connect(address, port);
                return;
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Waits for bytes; 0 when the peer has closed.</summary>
    public int Receive(Span<byte> buffer) => _socket!.Receive(buffer);

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket!.Send(bytes)..];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _socket?.Dispose();
        }
    }

    private Socket Renew(AddressFamily family)
    {
        lock (_lock)
        {
            _socket?.Dispose();
            if (_isDisposed)
            {
                throw new SocketException((int)SocketError.OperationAborted);
            }

            return _socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        }
    }
}
