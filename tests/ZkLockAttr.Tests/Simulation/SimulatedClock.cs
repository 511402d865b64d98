using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>The world's time, as one client's clock.</summary>
internal sealed class SimulatedClock(World world) : SessionClock
{
    public override TimeSpan Now => world.Now;
}
