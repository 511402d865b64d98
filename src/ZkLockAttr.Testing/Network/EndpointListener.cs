using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.Testing.Network;

/// <summary>One listening port.</summary>
/// <remarks>While it is stopped the port stays bound but does not listen: connecting is refused, and no other socket can be given the port.</remarks>
internal sealed class EndpointListener : IDisposable
{
    private const int Backlog = 512;

    private Socket _socket;

    public EndpointListener(IPAddress address)
    {
        _socket = Bind(new IPEndPoint(address, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public bool IsListening { get; private set; }

    public Socket Socket => _socket;

    public void Start()
    {
        if (!IsListening)
        {
            _socket.Listen(Backlog);
            IsListening = true;
        }
    }

    public void Stop()
    {
        if (IsListening)
        {
            IsListening = false;
            _socket.Dispose();
            _socket = Bind(EndPoint);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        socket.Bind(endPoint);
        return socket;
    }
}
