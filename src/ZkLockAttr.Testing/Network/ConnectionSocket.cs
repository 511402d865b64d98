using System.Net.Sockets;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Network;

/// <summary>A connection and its socket, which never blocks.</summary>
internal sealed class ConnectionSocket(Socket socket, ServerConnection connection)
{
    /// <summary>A client that lets so much pile up unread is cut off.</summary>
    private const int MaxBacklog = 64 * 1024 * 1024;

    public Socket Socket => socket;

    public ServerConnection Connection => connection;

    /// <summary>Whether bytes wait for the client to read.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Sends what may be sent.</summary>
    /// <returns>False if the socket has to be closed now.</returns>
    public bool Flush()
    {
        IsStuck = false;
        while (!connection.IsCut && connection.Output.Sendable is { IsEmpty: false } bytes)
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                IsStuck = true;
                break;
            }

            if (error != SocketError.Success)
            {
                return false;
            }

            connection.Output.MarkSent(sent);
        }

        return !connection.IsCut && connection.Output.Length <= MaxBacklog && !(connection.IsClosed && connection.Output.IsDrained);
    }

    public void Close()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The client was faster.
        }

        socket.Dispose();
    }
}
