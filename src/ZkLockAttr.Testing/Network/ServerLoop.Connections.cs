using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Network;

/// <content>From accepting a connection to closing it.</content>
internal sealed partial class ServerLoop
{
    private readonly Dictionary<ServerConnection, ConnectionSocket> _sockets = [];
    private readonly Dictionary<Socket, ConnectionSocket> _bySocket = [];
    private readonly byte[] _buffer = new byte[64 * 1024];

    private void Accept(Socket listener, int endpoint)
    {
        do
        {
            Socket? socket = null;
            try
            {
                socket = listener.Accept();
                Add(socket, endpoint);
            }
            catch (SocketException)
            {
                socket?.Dispose(); // gone before we came
                return;
            }
        }
        while (listener.Poll(0, SelectMode.SelectRead));
    }

    private void Add(Socket socket, int endpoint)
    {
        socket.Blocking = false;
        socket.NoDelay = true;
        var address = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
        lock (Gate)
        {
            var connection = new ConnectionSocket(socket, Core.Accept(endpoint, address));
            _sockets.Add(connection.Connection, connection);
            _bySocket.Add(socket, connection);
        }
    }

    private void Receive(ConnectionSocket from)
    {
        var count = from.Socket.Receive(_buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        lock (Gate)
        {
            if (count > 0 && error == SocketError.Success)
            {
                Core.Receive(from.Connection, _buffer.AsSpan(0, count), _clock.Now);
            }
            else
            {
                Core.Lose(from.Connection);
            }

            FlushDirty();
        }
    }

    private void FlushDirty()
    {
        while (Core.TryTakeDirty(out var connection))
        {
            if (_sockets.TryGetValue(connection, out var socket))
            {
                Flush(socket);
            }
        }
    }

    private void Flush(ConnectionSocket socket)
    {
        if (socket.Flush())
        {
            return;
        }

        Core.Lose(socket.Connection);
        _sockets.Remove(socket.Connection);
        _bySocket.Remove(socket.Socket);
        socket.Close();
    }
}
