using System.Net;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Network;

namespace ZkLockAttr.Testing;

/// <summary>
/// A ZooKeeper server inside this process, for tests and demos of code that locks: it speaks the real protocol on loopback and starts in milliseconds.
/// </summary>
/// <remarks>
/// Everything is in memory and gone when the server is disposed: in production, use a real ensemble. Several endpoints share one tree, as the servers of an
/// ensemble do, but there is no replication behind them. All members may be called from any thread.
/// </remarks>
public sealed partial class ZooKeeperTestServer : IAsyncDisposable, IDisposable
{
    private readonly ServerLoop _loop;
    private readonly ServerGate _gate;

    private ZooKeeperTestServer(ZooKeeperTestServerOptions options)
    {
        var clock = new ServerClock(options.TimeProvider);
        var settings = SettingsFrom(options);
        _loop = new ServerLoop(new ServerCore(settings, clock.Now), clock, IPAddress.Loopback, settings.Endpoints);
        _gate = new ServerGate(_loop, clock);
        Endpoints = [.. _loop.EndPoints];
        ConnectionString = string.Join(',', Endpoints);
        Faults = new ServerFaults(_gate);
        Locks = LocksAt("/locks");
    }

    /// <summary>Where clients connect to: host and port of every endpoint, separated by commas.</summary>
    public string ConnectionString { get; }

    /// <summary>The ports that are listened on, also those that are stopped.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; }

    /// <summary>Makes things go wrong.</summary>
    public ServerFaults Faults { get; }

    /// <summary>Starts a server on free ports of the loopback address.</summary>
    public static ZooKeeperTestServer Start(ZooKeeperTestServerOptions? options = null) => new(options ?? new ZooKeeperTestServerOptions());

    /// <summary>Ends the server: its connections, ports and thread are gone when this returns.</summary>
    public void Dispose() => _loop.Dispose();

    /// <summary>Ends the server: its connections, ports and thread are gone when this returns.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static ServerSettings SettingsFrom(ZooKeeperTestServerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TickTime, TimeSpan.FromMilliseconds(1), "options.TickTime");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ContainerCheckInterval, TimeSpan.FromMilliseconds(1), "options.ContainerCheckInterval");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Endpoints, 1, "options.Endpoints");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Endpoints, 100, "options.Endpoints");
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxClientConnections, "options.MaxClientConnections");
        var shortest = options.MinSessionTimeout ?? 2 * options.TickTime;
        var longest = options.MaxSessionTimeout ?? 20 * options.TickTime;
        ArgumentOutOfRangeException.ThrowIfLessThan(shortest, TimeSpan.FromMilliseconds(1), "options.MinSessionTimeout");
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, shortest, "options.MaxSessionTimeout");
        return new ServerSettings(
            (int)options.TickTime.TotalMilliseconds,
            (int)shortest.TotalMilliseconds,
            (int)longest.TotalMilliseconds,
            (long)options.ContainerCheckInterval.TotalMilliseconds,
            options.Endpoints)
        {
            MaxClientConnections = options.MaxClientConnections,
            ExtendedTypes = options.ExtendedTypes,
        };
    }
}
