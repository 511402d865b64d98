namespace ZkLockAttr.Locking;

/// <summary>Why a lock was lost, as the log says it and docs/operating.md explains it.</summary>
internal static class LossReason
{
    /// <summary>The lease has run out.</summary>
    public const string Unconfirmed = "the ensemble did not confirm the session in time";

    public const string SessionEnded = "its session has ended";

    /// <summary>In a session that lives: by a person or a program.</summary>
    public const string NodeDeleted = "its node is gone";

    /// <summary>Its access control list was changed: we cannot see any longer that it is ours.</summary>
    public const string NodeClosed = "its node may not be read any more";

    public const string Disposed = "its DistributedLocks was disposed";
}
