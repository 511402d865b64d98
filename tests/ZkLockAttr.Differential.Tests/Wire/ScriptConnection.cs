using System.Net;
using System.Net.Sockets;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Differential.Tests.Wire;

/// <summary>A connection of a script's client: a blocking socket, and the requests that are not answered yet.</summary>
internal sealed class ScriptConnection : IDisposable
{
    // Far longer than any answer takes: a server that says nothing is one of the things that are compared.
    private const int PatienceMs = 10_000;

    private readonly Socket _socket;
    private readonly FrameReader _frames = new(int.MaxValue);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _lastXid;

    public ScriptConnection(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = PatienceMs,
            SendTimeout = PatienceMs,
        };
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Whether the server has accepted a handshake here.</summary>
    public bool HasSession { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>The highest transaction that the server has told of here.</summary>
    public long LastZxid { get; set; }

    public List<PendingRequest> Pending { get; } = [];

    public int NextXid() => ++_lastXid;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[_socket.Send(bytes)..];
            }
        }
        catch (SocketException)
        {
            // The server has closed it: what it had said before can still be read.
        }
    }

    /// <summary>The next frame. None if the server has closed the connection, or says nothing.</summary>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        while (!_frames.TryRead(out frame))
        {
            var count = Receive();
            if (count <= 0)
            {
                return false;
            }

            _frames.Append(_buffer.AsSpan(0, count));
        }

        return true;
    }

    /// <summary>Everything until the server closes the connection.</summary>
    public byte[] ReadToEnd()
    {
        var bytes = new List<byte>();
        for (var count = Receive(); count > 0; count = Receive())
        {
            bytes.AddRange(_buffer.AsSpan(0, count));
        }

        return [.. bytes];
    }

    public void Dispose()
    {
        IsClosed = true;
        _socket.Dispose();
    }

    /// <returns>0 if the server has closed the connection, -1 if it says nothing.</returns>
    private int Receive()
    {
        try
        {
            var count = _socket.Receive(_buffer);
            IsClosed |= count == 0;
            return count;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return -1;
        }
        catch (SocketException)
        {
            IsClosed = true;
            return 0;
        }
    }
}
