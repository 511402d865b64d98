using System.Net.Security;
using System.Net.Sockets;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>The receiver: one connection after another.</summary>
internal sealed partial class ZooKeeperSession
{
    // A connection that lasted so long was of use: the next attempt comes at once.
    private static readonly TimeSpan GoodConnection = TimeSpan.FromSeconds(1);

    private readonly SslClientAuthenticationOptions? _tls;
    private readonly TimeSpan _sendTimeout;
    private readonly ServerList _serverList;
    private readonly ReconnectDelay _reconnectDelay = new(Random.Shared);

    private void Receive()
    {
        var buffer = new byte[64 * 1024];
        while (!_closing.Wait(_reconnectDelay.Next()))
        {
            var began = _clock.Now;
            if (FindServer() is { } server)
            {
                Use(server, buffer);
            }

            if (_clock.Now - began > GoodConnection)
            {
                _reconnectDelay.Reset();
            }
        }

        using (new SessionScope(this))
        {
            Guarded(_core.Shut);
        }

        _ended.TrySetResult();
        _timekeeperWakes.Set();
    }

    private ServerAddress? FindServer()
    {
        using (new SessionScope(this))
        {
            if (_closing.IsSet)
            {
                return null;
            }

            _isLookingUp = true;
        }

        try
        {
            return _serverList.Next();
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            var (host, port) = _serverList.Server;
            using var scope = new SessionScope(this);
            OnFailed(ConnectionString.NameOf(host, port), ConnectionFault.Describe(exception) ?? exception.Message);
            return null;
        }
        finally
        {
            using (new SessionScope(this))
            {
                _isLookingUp = false;
            }
        }
    }

    // One connection, from its opening to its end.
    private void Use(ServerAddress server, byte[] buffer)
    {
        using var connection = new Connection(_sendTimeout);
        using (new SessionScope(this))
        {
            // Who closes the session ends the connection that is there: this one was not yet.
            if (_closing.IsSet)
            {
                return;
            }

            _server = server.ToString();
            _connection = connection;
            _core.OnConnecting(server.Others);
        }

        var reason = Use(connection, server, buffer);
        using (new SessionScope(this))
        {
            _connection = null;
            if (!_isSending)
            {
                DropOutgoing();
            }

            OnFailed(_server, _core.Breakage ?? reason);
            Guarded(_core.OnDisconnected);
            if (_core.IsServerGood)
            {
                _serverList.Stay(server);
            }
        }
    }

    // Servers that do not want a connection close it without a word.
    private string OnClosed(string reason)
    {
        using var scope = new SessionScope(this);
        return !_core.AwaitsHandshake
            ? reason
            : $"{reason} before it answered: it may be starting, be without a quorum, be behind what the session has seen, "
                + (_tls is null ? "take no more connections from here (maxClientCnxns), or speak TLS on this port" : "or take no more connections from here (maxClientCnxns)");
    }

    // Called under the gate.
    private void OnFailed(string server, string reason)
    {
        _failures.Add(server, reason);
        if (!_closing.IsSet)
        {
            SessionLog.Disconnected(_logger, server, reason);
        }
    }

    // Returns why the connection ended.
    private string Use(Connection connection, ServerAddress server, byte[] buffer)
    {
        try
        {
            connection.Connect(server.Address, server.Port, _tls is null ? null : TlsOptions.For(server.Host, _tls));
            using (new SessionScope(this))
            {
                _core.OnConnected();
            }

            int count;
            while ((count = connection.Receive(buffer)) > 0)
            {
                Deliver(buffer.AsSpan(0, count));
            }

            return OnClosed("it closed the connection");
        }
        catch (Exception exception)
        {
            var fault = connection.SendFault ?? exception;
            if (ConnectionFault.SocketFault(fault) is { } socketFault)
            {
                return OnClosed(socketFault);
            }

            if (ConnectionFault.Describe(fault) is { } reason)
            {
                return reason;
            }

            OnFault(fault);
            return fault.Message;
        }
    }

    private void Deliver(ReadOnlySpan<byte> bytes)
    {
        // Not by Enter, which lets the receiver go first.
        _receiverWaits = true;
        _gate.Enter();
        _receiverWaits = false;
        _depth++;
        try
        {
            _core.OnReceived(bytes);
        }
        catch (Exception exception)
        {
            OnFault(exception);
        }
        finally
        {
            Exit();
        }
    }
}
