namespace ZkLockAttr.Testing;

/// <summary>How a <see cref="ZooKeeperTestServer"/> behaves. The defaults are those of a real server where nothing else is said.</summary>
public sealed record ZooKeeperTestServerOptions
{
    /// <summary>The server's unit of time: sessions end at multiples of it, rounded up. 2 s by default.</summary>
    public TimeSpan TickTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The shortest session time-out that is granted; two ticks by default.</summary>
    public TimeSpan? MinSessionTimeout { get; init; }

    /// <summary>The longest session time-out that is granted; twenty ticks by default.</summary>
    public TimeSpan? MaxSessionTimeout { get; init; }

    /// <summary>The number of ports that are listened on, as if they were the servers of one ensemble.</summary>
    public int Endpoints { get; init; } = 1;

    /// <summary>How often containers that have lost their last child are removed. One minute by default.</summary>
    public TimeSpan ContainerCheckInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many connections a client's address may have to one server; 0, the default, for no limit. A real server's default is 60.</summary>
    public int MaxClientConnections { get; init; }

    /// <summary>Whether nodes may have a time to live, as with <c>extendedTypesEnabled</c>. Off by default.</summary>
    public bool ExtendedTypes { get; init; }

    /// <summary>The clock by which sessions expire. With a clock that a test moves, nothing expires until the test says so.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
