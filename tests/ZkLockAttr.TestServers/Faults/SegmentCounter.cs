using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ZkLockAttr.TestServers.Faults;

/// <summary>Asks Linux how many TCP segments with data a socket has received.</summary>
internal static class SegmentCounter
{
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int DataSegmentsIn = 152;

    public static long CountReceived(Socket socket)
    {
        Span<byte> info = stackalloc byte[256];
        return socket.GetRawSocketOption(Tcp, TcpInfo, info) >= DataSegmentsIn + sizeof(int)
            ? MemoryMarshal.Read<uint>(info[DataSegmentsIn..])
            : throw new PlatformNotSupportedException("The kernel does not count TCP segments with data (Linux does from 4.6 on).");
    }
}
