using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>The world's time, as a process's clock.</summary>
internal sealed class VirtualClock(World world) : SessionClock
{
    public override TimeSpan Now => world.Now;
}
