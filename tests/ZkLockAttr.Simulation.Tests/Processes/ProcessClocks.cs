using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Simulation.Tests.Processes;

/// <summary>
/// The clocks of the machine that a process runs on: a little fast or slow, the monotonic one standing still while the machine sleeps, wall time set by hand.
/// </summary>
internal sealed class ProcessClocks
{
    private readonly World _world;
    private readonly double _rate;
    private TimeSpan _slept;
    private TimeSpan _wallShift;

    /// <param name="world">The world, whose time the servers keep.</param>
    /// <param name="drift">How much faster or slower the clocks may be, as a share of one.</param>
    public ProcessClocks(World world, double drift)
    {
        _world = world;
        _rate = 1 + (((world.Random.NextDouble() * 2) - 1) * drift);
        Lease = new LeaseClock(() => SinceBoot - _slept, () => SinceBoot, () => SinceBoot + _wallShift);
    }

    public LeaseClock Lease { get; }

    private TimeSpan SinceBoot => _world.Now * _rate;

    public void Sleep(TimeSpan duration) => _slept += duration * _rate;

    public void SetWall(TimeSpan shift) => _wallShift += shift;

    /// <summary>How long it takes until the lease clock shows that, if nothing special happens.</summary>
    public TimeSpan Until(TimeSpan due)
    {
        var left = due - Lease.Now;
        return left > TimeSpan.Zero ? left / _rate : TimeSpan.Zero;
    }
}
