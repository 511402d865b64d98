namespace ZkLockAttr.Testing;

/// <summary>How a <see cref="ZooKeeperTestServer"/> behaves. The defaults are those of a real server.</summary>
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

    /// <summary>The clock by which sessions expire. With a clock that a test moves, nothing expires until the test says so.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
