using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// A blocking TCP connection, with TLS where that is asked for. One thread connects, receives and disposes it, one at a time sends, any may abort it:
/// that ends what the others wait for.
/// </summary>
/// <remarks>
/// All I/O is done by the calling threads. Nothing is sent before <see cref="Connect"/> has returned. TLS allows one reader and one writer at a time,
/// and that is all it gets.
/// </remarks>
internal sealed class Connection(TimeSpan sendTimeout) : IDisposable
{
    // A socket that takes bytes at all takes so many without waiting; it is also the largest record of TLS.
    private const int LargestWrite = 16 * 1024;

    private readonly Lock _lock = new();

    // Guarded by _lock.
    private bool _isAborted;
    private Exception? _sendFault;

    // Written under _lock, before anything is sent or received.
    private volatile Socket? _socket;
    private volatile SslStream? _tls;

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

    /// <summary>Connects; with TLS, returns when the server has shown who it is.</summary>
    /// <exception cref="SocketException">It did not answer, or the connection was aborted.</exception>
    /// <exception cref="ConnectionException">TLS has failed.</exception>
    public void Connect(IPAddress address, int port, SslClientAuthenticationOptions? tls)
    {
        var socket = Open(address.AddressFamily);
        socket.Connect(address, port);
        if (tls is not null)
        {
            _tls = TlsHandshake.Begin(new NetworkStream(socket), tls);
        }
    }

    /// <summary>Waits for bytes; 0 when the peer has closed.</summary>
    public int Receive(byte[] buffer) => _tls is { } tls ? tls.Read(buffer, 0, buffer.Length) : _socket!.Receive(buffer);

    /// <summary>Sends what the peer takes without waiting, and at least something.</summary>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="Exception">The connection is of no use any more.</exception>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = 0;
        do
        {
            var next = bytes.Slice(sent, Math.Min(LargestWrite, bytes.Length - sent));
            if (_tls is { } tls)
            {
                tls.Write(next);
                sent += next.Length;
            }
            else
            {
                sent += _socket!.Send(next);
            }
        }
        while (sent < bytes.Length && CanSend);
        return sent;
    }

    /// <summary>What a sender could not send for; null if none has failed.</summary>
    public Exception? SendFault
    {
        get
        {
            lock (_lock)
            {
                return _sendFault;
            }
        }
    }

    /// <summary>Ends the connection. On any thread.</summary>
    /// <param name="sendFault">Why, if it comes from sending.</param>
    public void Abort(Exception? sendFault = null)
    {
        lock (_lock)
        {
            _isAborted = true;
            _sendFault ??= sendFault;
            _socket?.Dispose();
        }
    }

    public void Dispose()
    {
        Abort();
        _tls?.Dispose();
    }

    private Socket Open(AddressFamily family)
    {
        lock (_lock)
        {
            if (_isAborted)
            {
                throw new SocketException((int)SocketError.OperationAborted);
            }

            return _socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,

                // A safety net: who sends has seen that the socket takes bytes.
                SendTimeout = (int)sendTimeout.TotalMilliseconds,
            };
        }
    }
}
