using System.Net;
using System.Net.Sockets;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// Whom to try next: the servers in turn, for ever, each of a host's addresses by itself. Hosts are looked up anew each time that it is their turn.
/// </summary>
/// <remarks>Belongs to the receiver.</remarks>
internal sealed class ServerList(ConnectionString servers, int first, Func<string, IPAddress[]> lookUp)
{
    private readonly Queue<ServerAddress> _addresses = new();
    private ServerAddress? _stay;
    private int _next = first;

    /// <summary>The server whose turn it is.</summary>
    public (string Host, int Port) Server => servers.Servers[_next % servers.Servers.Count];

    /// <summary>The next address; <see cref="Server"/> is the one it belongs to, until the next call.</summary>
    /// <exception cref="SocketException">The host cannot be looked up.</exception>
    /// <exception cref="ArgumentException">The host is no name that could be looked up, for example one that is too long.</exception>
    public ServerAddress Next()
    {
        if (_stay is { } stay)
        {
            _stay = null;
            return stay;
        }

        if (_addresses.Count == 0)
        {
            _next++;
            LookUp();
        }

        return _addresses.Dequeue();
    }

    /// <summary>Lets the next one be the last one again.</summary>
    public void Stay(ServerAddress last) => _stay = last;

    private void LookUp()
    {
        var (host, port) = Server;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : lookUp(host).Distinct().ToArray();
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        foreach (var address in addresses)
        {
            _addresses.Enqueue(new ServerAddress(host, port, address, addresses.Length - 1));
        }
    }
}
