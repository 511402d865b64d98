namespace ZkLockAttr.Ensemble.Locker;

/// <summary>How a locker holds a lock: with whom it may hold it, and whose its node is.</summary>
public enum HoldKind
{
    /// <summary>Alone, on a node of its own.</summary>
    Exclusive,

    /// <summary>Alone, on a node that others of its process may have had before and may have next.</summary>
    HandedOver,

    /// <summary>With other readers, perhaps on one node with those of its process.</summary>
    Shared,

    /// <summary>One of a semaphore's places, which others of its process may have had before and may have next.</summary>
    Place,
}
