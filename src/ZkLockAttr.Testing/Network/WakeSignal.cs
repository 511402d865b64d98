using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.Testing.Network;

/// <summary>Wakes the server's thread out of its wait for sockets: a datagram socket connected to itself.</summary>
internal sealed class WakeSignal : IDisposable
{
    private static readonly byte[] OneByte = [1];

    private readonly byte[] _received = new byte[16];
    private int _isSet;

    public WakeSignal()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Connect(Socket.LocalEndPoint!);
    }

    public Socket Socket { get; }

    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            try
            {
                Socket.Send(OneByte, SocketFlags.None, out _);
            }
            catch (ObjectDisposedException)
            {
                // The server is gone: nobody is left to wake.
            }
        }
    }

    /// <summary>Called by the server's thread before it looks at what it was woken for.</summary>
    public void Reset()
    {
        Socket.Receive(_received, SocketFlags.None, out _);
        Volatile.Write(ref _isSet, 0);
    }

    public void Dispose() => Socket.Dispose();
}
