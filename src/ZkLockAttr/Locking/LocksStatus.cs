namespace ZkLockAttr.Locking;

/// <summary>How the session of some locks is at one moment, and what it is used for.</summary>
internal sealed record LocksStatus
{
    /// <summary>The present session; 0 if there is none.</summary>
    public required long SessionId { get; init; }

    /// <summary>The server that is, was or shall be spoken to last; empty if none was.</summary>
    public required string Server { get; init; }

    /// <summary>For how long no server has served the session; null while one does.</summary>
    public required TimeSpan? UnservedFor { get; init; }

    /// <summary>Whether the session before has expired, and no other is served yet.</summary>
    public required bool HasExpired { get; init; }

    /// <summary>How long what is held is surely held, whatever happens; null if that is not known. It is renewed only while there is something held or waited for.</summary>
    public required TimeSpan? LeaseLeft { get; init; }

    /// <summary>Each server that was tried without success, and why.</summary>
    public required string Failures { get; init; }

    /// <summary>The names of the locks that are held, or kept from others by their least time.</summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>How many callers wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Whether no more locks are given out.</summary>
    public required bool IsStopping { get; init; }
}
