namespace ZkLockAttr.Simulation.Tests;

/// <summary>What the world is like: the assumptions that leases stand on. A test changes them to see that the checks notice.</summary>
internal sealed record Weather
{
    /// <summary>The session time-out that clients ask for.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How much of the time that the lease rule leaves for it the leader's ping takes to reach a follower. Documented: less than all of it.
    /// </summary>
    public double PingDelay { get; init; } = 0.95;

    /// <summary>How much faster or slower than the servers' a process's clock may be. Documented: less than a hundredth.</summary>
    public double ClockDrift { get; init; } = 0.0095;

    /// <summary>How late the leader's ping may be, in milliseconds.</summary>
    public double PingDelayOf(TimeSpan tick) => PingDelay * ((Timeout / 3) - (tick / 2)).TotalMilliseconds;
}
