namespace ZkLockAttr.Ensemble.Locker;

/// <summary>The ways to ask for a lock.</summary>
internal enum Way
{
    /// <summary>By a locked method.</summary>
    Method,

    /// <summary>By hand, without waiting.</summary>
    Once,

    /// <summary>By hand, with a time-out.</summary>
    Timed,

    /// <summary>By hand, until it is cancelled.</summary>
    Cancelled,

    /// <summary>By hand, with a thread that is blocked meanwhile.</summary>
    Blocking,

    /// <summary>Together with another lock.</summary>
    Joint,

    /// <summary>Alone at first, and then with readers.</summary>
    Downgraded,

    /// <summary>With other readers.</summary>
    Shared,

    /// <summary>With other readers, those of the process on one node.</summary>
    SharedHandedOver,

    /// <summary>Perhaps straight from another caller of the process.</summary>
    HandedOver,

    /// <summary>The same, and kept for the next one.</summary>
    Retained,
}
