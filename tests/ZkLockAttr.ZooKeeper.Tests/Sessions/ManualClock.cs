using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

/// <summary>Goes on when told to.</summary>
internal sealed class ManualClock : SessionClock
{
    private TimeSpan _now = TimeSpan.FromSeconds(1000);
    private TimeSpan _lastJump = TimeSpan.MinValue;

    public override TimeSpan Now => _now;

    public override TimeSpan LastJump => _lastJump;

    public void Pass(TimeSpan time) => _now += time;

    /// <summary>Goes on as if the machine had been suspended.</summary>
    public void Jump(TimeSpan time)
    {
        _now += time;
        _lastJump = _now;
    }
}
