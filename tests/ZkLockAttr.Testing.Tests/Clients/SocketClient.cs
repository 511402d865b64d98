using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>A client on a blocking socket.</summary>
internal sealed class SocketClient : RawClient, IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public SocketClient(IPEndPoint endPoint)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
        Socket.Connect(endPoint);
    }

    public Socket Socket { get; }

    public static SocketClient ConnectTo(ZooKeeperTestServer server, int timeoutMs = 10_000, int endpoint = 0)
    {
        var client = new SocketClient(server.Endpoints[endpoint]);
        client.Connect(timeoutMs);
        return client;
    }

    public override void Write(ReadOnlySpan<byte> bytes) => Socket.Send(bytes);

    public void Dispose() => Socket.Dispose();

    protected override ReadOnlySpan<byte> ReadMore()
    {
        try
        {
            return _buffer.AsSpan(0, Socket.Receive(_buffer));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return default;
        }
    }
}
