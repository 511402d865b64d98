using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.Tests.Time;

/// <summary>A session clock that the test moves.</summary>
internal sealed class ManualClock : SessionClock
{
    private long _ticks;
    private long _lastJump = long.MinValue;

    public override TimeSpan Now => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public override TimeSpan LastJump => TimeSpan.FromTicks(Volatile.Read(ref _lastJump));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Goes on as after a suspension that one clock has seen and another has not.</summary>
    public void Jump(TimeSpan by) => Volatile.Write(ref _lastJump, Interlocked.Add(ref _ticks, by.Ticks));
}
