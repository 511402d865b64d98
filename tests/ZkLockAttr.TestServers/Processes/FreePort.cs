using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>Finds a port for a server that is to be started, stopped and started again.</summary>
/// <remarks>
/// From below the range that the kernel gives to outgoing connections: a client that tries to reach a stopped server there could be given the server's
/// own port and be connected to itself, and then the server could not start again. None is given twice: whoever got it may not have opened it yet.
/// </remarks>
internal static class FreePort
{
    private const int First = 15_000;
    private const int End = 32_000;
    private const int Attempts = 100;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Find()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"None of {Attempts} ports tried between {First} and {End} is free and was not given before.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
