namespace ZkLockAttr.Testing.Core;

/// <summary>What the core is configured with; all times in milliseconds.</summary>
/// <param name="TickTime">Sessions end at multiples of it.</param>
/// <param name="MinSessionTimeout">The shortest session time-out that is granted.</param>
/// <param name="MaxSessionTimeout">The longest session time-out that is granted.</param>
/// <param name="ContainerCheckInterval">How often empty containers are removed.</param>
/// <param name="Endpoints">The number of servers that share the tree.</param>
internal sealed record ServerSettings(int TickTime, int MinSessionTimeout, int MaxSessionTimeout, long ContainerCheckInterval, int Endpoints)
{
    /// <summary>How many connections one address may have to one server; 0 for no limit.</summary>
    public int MaxClientConnections { get; init; }

    /// <summary>Whether nodes may have a time to live.</summary>
    public bool ExtendedTypes { get; init; }

    /// <summary>The longest request, in bytes: the default of jute.maxbuffer.</summary>
    public const int MaxRequestLength = 0xFFFFF;

    public static ServerSettings Default { get; } = new(2000, 4000, 40000, 60000, 1);
}
