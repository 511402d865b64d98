namespace ZkLockAttr.Ensemble.Tests.Isolation;

/// <summary>What a client was doing when its server was cut off.</summary>
public enum Moment
{
    /// <summary>It held the lock.</summary>
    Holding,

    /// <summary>The answer to its create had left the server and not reached it.</summary>
    CreateAnswered,

    /// <summary>The same, with a create that went out with the session's first handshake.</summary>
    FirstCreateAnswered,

    /// <summary>It waited; the holder before it lets go later, unseen by it.</summary>
    Waiting,

    /// <summary>The news that the holder before it is gone had left the server and not reached it.</summary>
    WakingUp,
}
