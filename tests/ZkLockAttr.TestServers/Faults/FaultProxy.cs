using System.Net;
using System.Net.Sockets;
using ZkLockAttr.TestServers.Faults;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// Stands between clients and a ZooKeeper server on the loopback address, reads along, and makes faults: loses requests and answers, holds bytes back,
/// cuts connections. All that a test waits for is told by a task; nothing depends on time.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly Lock _lock = new();

    private volatile bool _isIsolated;
    private volatile Tear? _tear;
    private int _tornFrames;

    // Guarded by _lock.
    private readonly List<Drop> _drops = [];
    private readonly List<ProxiedConnection> _connections = [];
    private long _pastClientWrites;
    private int _connectionCount;
    private Acceptor? _acceptor;

    private FaultProxy(IPEndPoint server)
    {
        _server = server;
        Port = FreePort.Find();
        _acceptor = new Acceptor(Port, Accept);
    }

    /// <summary>Where it listens, on the loopback address.</summary>
    public int Port { get; }

    /// <summary>What to give to a client: <c>127.0.0.1:port</c>.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Whether nobody listens: who tries to connect is refused by the kernel. Connections that stand are not touched.</summary>
    public bool RefusesConnections
    {
        get
        {
            lock (_lock)
            {
                return _acceptor is null;
            }
        }

        set
        {
            Acceptor? ended = null;
            lock (_lock)
            {
                if (value)
                {
                    (ended, _acceptor) = (_acceptor, null);
                }
                else
                {
                    _acceptor ??= new Acceptor(Port, Accept);
                }
            }

            // Not under the lock: it waits for a connection that came in time to be turned away.
            ended?.Dispose();
        }
    }

    /// <summary>How many connections clients have made.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (_lock)
            {
                return _connectionCount;
            }
        }
    }

    /// <summary>All requests that came by so far, handshakes and pings included.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => Journal.Requests;

    /// <summary>
    /// How many writes clients have made, counted as TCP segments that carried data: on the loopback address one for each write of up to 64 KiB, or fewer
    /// when the kernel joined some.
    /// </summary>
    public long ClientWrites
    {
        get
        {
            lock (_lock)
            {
                return _pastClientWrites + _connections.Sum(connection => connection.CountClientWrites());
            }
        }
    }

    /// <summary>How many frames were torn.</summary>
    public int TornFrames => Volatile.Read(ref _tornFrames);

    internal Journal Journal { get; } = new();

    internal Gate ToServer { get; } = new();

    internal Gate ToClient { get; } = new();

    internal bool IsIsolated => _isIsolated;

    /// <summary>Starts a proxy in front of a server.</summary>
    public static FaultProxy Start(IZooKeeperUnderTest server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Start(server.Port);
    }

    /// <summary>Starts a proxy in front of a port of the loopback address.</summary>
    public static FaultProxy Start(int serverPort) => Start(new IPEndPoint(IPAddress.Loopback, serverPort));

    /// <summary>Starts a proxy in front of a server.</summary>
    public static FaultProxy Start(IPEndPoint server) => new(server);

    /// <summary>How many of the requests so far match.</summary>
    public int Count(Func<ProxiedRequest, bool> matches) => Requests.Count(matches);

    /// <summary>Complete when the next request that matches has reached the proxy; it need not have reached the server.</summary>
    public Task<ProxiedRequest> WaitForRequestAsync(Func<ProxiedRequest, bool> matches) => Journal.WaitForRequestAsync(matches);

    /// <summary>Complete when the server's answer to the next request that matches has reached the proxy; it need not have reached the client.</summary>
    public Task<ProxiedRequest> WaitForAnswerAsync(Func<ProxiedRequest, bool> matches) => Journal.WaitForAnswerAsync(matches);

    /// <summary>
    /// The next request that matches is lost, and its connection with it: all before it are answered first, nothing behind it reaches the server.
    /// Complete when that has happened.
    /// </summary>
    public Task DropBeforeAsync(Func<ProxiedRequest, bool> matches) => DropAsync(new Drop(matches, IsAfter: false));

    /// <summary>
    /// The next request that matches is carried out, and its answer is lost, and the connection with it; nothing behind it reaches the server.
    /// Complete when that has happened.
    /// </summary>
    public Task DropAfterAsync(Func<ProxiedRequest, bool> matches) => DropAsync(new Drop(matches, IsAfter: true));

    /// <summary>
    /// Until the result is disposed, of each connection every so many-th frame that goes this way arrives only in part, and the connection is cut.
    /// </summary>
    public IDisposable TearFrames(Traffic traffic, int every)
    {
        _tear = new Tear(traffic, every);
        return new Hold([], () => _tear = null);
    }

    /// <summary>Holds bytes back, on all connections, until the result is disposed. Requests still reach the journal as they arrive.</summary>
    public IDisposable Hold(Traffic traffic)
    {
        var gates = new List<Gate>();
        if (traffic.HasFlag(Traffic.ToServer))
        {
            gates.Add(ToServer);
        }

        if (traffic.HasFlag(Traffic.ToClient))
        {
            gates.Add(ToClient);
        }

        return new Hold(gates);
    }

    /// <summary>
    /// Makes the server look as one does that is cut off from its leader, until the result is disposed: pings are answered, by the proxy, and nothing else.
    /// </summary>
    public IDisposable Isolate()
    {
        _isIsolated = true;
        return new Hold([ToServer], () => _isIsolated = false);
    }

    /// <summary>Cuts all connections.</summary>
    public void CutConnections()
    {
        ProxiedConnection[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        foreach (var connection in connections)
        {
            connection.Cut();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        RefusesConnections = true;
        ProxiedConnection[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        CutConnections();
        await Task.WhenAll(connections.Select(connection => connection.Ended));
    }

    /// <summary>Whether a drop was asked for that this request brings about.</summary>
    internal Drop? TakeDrop(ProxiedRequest request)
    {
        lock (_lock)
        {
            var drop = _drops.Find(each => each.Matches(request));
            if (drop is not null)
            {
                _drops.Remove(drop);
            }

            return drop;
        }
    }

    /// <summary>Whether the frame of this number that is to go this way is to be torn.</summary>
    internal bool Tears(Traffic traffic, int frame)
    {
        var tears = _tear is { } tear && tear.Traffic.HasFlag(traffic) && frame % tear.Every == 0;
        if (tears)
        {
            Interlocked.Increment(ref _tornFrames);
        }

        return tears;
    }

    internal void OnEnded(ProxiedConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
            _pastClientWrites += connection.CountClientWrites();
        }
    }

    private Task DropAsync(Drop drop)
    {
        lock (_lock)
        {
            _drops.Add(drop);
        }

        return Journal.WithPatience(drop.Happened.Task);
    }

    private void Accept(Socket client)
    {
        ProxiedConnection connection;
        lock (_lock)
        {
            if (_acceptor is null)
            {
                client.Dispose();
                return;
            }

            _connectionCount++;
            connection = new ProxiedConnection(this, _connectionCount, client);
            _connections.Add(connection);
        }

        connection.Start(_server);
    }
}
