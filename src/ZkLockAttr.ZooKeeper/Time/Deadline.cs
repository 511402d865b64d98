namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>Something that is to happen at a time. Owned by the <see cref="DeadlineQueue"/> it stands in, under the session's gate.</summary>
internal abstract class Deadline
{
    internal const int NotQueued = -1;

    internal int Index { get; set; } = NotQueued;

    internal TimeSpan Due { get; set; }

    public bool IsQueued => Index != NotQueued;

    /// <summary>Runs once when due, under the session's gate.</summary>
    public abstract void OnDue();
}
