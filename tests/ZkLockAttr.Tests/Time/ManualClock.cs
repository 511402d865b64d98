using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Tests.Time;

/// <summary>A session clock that the test moves.</summary>
internal sealed class ManualClock : SessionClock
{
    private long _ticks;

    public override TimeSpan Now => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
