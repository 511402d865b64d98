namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>Something that is to happen at a time. Owned by the <see cref="DeadlineQueue"/> it stands in, under the session's gate.</summary>
internal abstract class Deadline
{
    internal const int NotQueued = -1;

    internal int Index { get; set; } = NotQueued;

    internal TimeSpan Due { get; set; }

    public bool IsQueued => Index != NotQueued;

    /// <summary>The time so long after now; never, if there is none so late.</summary>
    public static TimeSpan After(TimeSpan now, TimeSpan wait) => wait < TimeSpan.MaxValue - now ? now + wait : TimeSpan.MaxValue;

    /// <summary>Runs once when due, under the session's gate.</summary>
    public abstract void OnDue();
}
