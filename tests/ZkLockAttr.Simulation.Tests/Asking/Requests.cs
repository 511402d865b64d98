using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Simulation.Tests.Asking;

/// <summary>Draws what callers ask for.</summary>
internal sealed class Requests(World world, Func<Demand> drawDemand, double longUses)
{
    /// <summary>The longest that a lock is used.</summary>
    public static TimeSpan LongestUse { get; } = TimeSpan.FromSeconds(6);

    /// <summary>How long most uses take at most, in milliseconds.</summary>
    public double ShortUse { get; init; } = 60;

    /// <summary>How long a caller waits at most before it asks again, in milliseconds.</summary>
    public double LongestRest { get; init; } = 500;

    public TimeSpan NextRest() => world.UpTo(LongestRest);

    public Request Next()
    {
        var demand = drawDemand();
        var use = world.UpTo(world.Happens(longUses) ? LongestUse.TotalMilliseconds : ShortUse);
        return new Request(
            demand,
            world.Happens(0.3) ? world.UpTo(3000) : world.Happens(0.1) ? TimeSpan.Zero : null,
            use,
            world.Happens(0.1) ? world.UpTo(1000) : null,
            demand.IsDowngradable && world.Happens(0.8) ? use * world.Random.NextDouble() : null);
    }
}
