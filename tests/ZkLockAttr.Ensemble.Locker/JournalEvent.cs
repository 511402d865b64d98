namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What a locker tells.</summary>
public enum JournalEvent
{
    /// <summary>It asks for the lock.</summary>
    Asks,

    /// <summary>It has got the lock, and at this time surely had it. The number is the transaction that made its node: the fencing token, where it has one.</summary>
    Got,

    /// <summary>It has let readers in, and at this time surely still had the lock, now shared. The number is the same as before.</summary>
    Downgraded,

    /// <summary>At this time it surely still had the lock. The number is the same as before.</summary>
    Has,

    /// <summary>It has let go of the lock.</summary>
    Released,

    /// <summary>It was told that it has lost the lock.</summary>
    Lost,

    /// <summary>It was told that the time ran out.</summary>
    TimedOut,

    /// <summary>It was told that there is no session.</summary>
    Unavailable,

    /// <summary>It gave up waiting.</summary>
    Cancelled,

    /// <summary>The register refused its token, and it had lost the lock by then: so it should be. The number is the fencing token.</summary>
    RefusedLate,

    /// <summary>The register refused its token though it held the lock: this must not be. The number is the fencing token.</summary>
    RefusedHeld,

    /// <summary>All lockers of the process have stopped; its session lives.</summary>
    Parked,

    /// <summary>What must not happen: the text says what.</summary>
    Failed,
}
