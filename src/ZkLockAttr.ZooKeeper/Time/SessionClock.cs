namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>The time by which sessions and leases are measured. A test or a simulation brings its own.</summary>
internal abstract class SessionClock
{
    /// <summary>Time since an arbitrary beginning. Never goes back; safe on any thread.</summary>
    public abstract TimeSpan Now { get; }

    /// <summary>
    /// When the clock last jumped (see <see cref="LeaseClock"/>), on its own scale; <see cref="TimeSpan.MinValue"/> if never.
    /// Nothing that was known before this moment can be trusted without asking again.
    /// </summary>
    public virtual TimeSpan LastJump => TimeSpan.MinValue;

    /// <summary>From which length on a step of the clock counts as a jump.</summary>
    public virtual TimeSpan JumpThreshold { get; set; } = TimeSpan.MaxValue;
}
