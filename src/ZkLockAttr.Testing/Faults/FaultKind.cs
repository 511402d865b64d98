namespace ZkLockAttr.Testing.Faults;

/// <summary>What is done to the messages a fault matches.</summary>
internal enum FaultKind
{
    DropBeforeApply,
    DropAfterApply,
    HoldRequests,
    HoldReplies,
    Throttle,

    // The others concern a server as a whole.
    Isolate,
    Lag,
    ReadOnly,
    NotServing,
}
