namespace ZkLockAttr;

/// <summary>Somebody who holds a lock or waits for it, of whatever client, as the ensemble shows it.</summary>
public sealed record LockContender
{
    /// <summary>The name of its node in the queue.</summary>
    public required string Node { get; init; }

    /// <summary>Whether it holds the lock: nobody who excludes it stands before it in the queue.</summary>
    public required bool IsHolder { get; init; }

    /// <summary>What it asks for; null where the node does not tell (a semaphore's, or another client's of a kind that we do not know).</summary>
    public required LockMode? Mode { get; init; }

    /// <summary>How many can hold together, where it is a semaphore's.</summary>
    public int? MaxCount { get; init; }

    /// <summary>The client that made the node: <c>ZkLockAttr</c>, <c>kazoo</c>, <c>Curator</c>, <c>DistributedLock</c> or <c>unknown</c>.</summary>
    public required string Client { get; init; }

    /// <summary>Since when it stands in the queue, by the ensemble's clock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The session that owns the node; 0 if the node belongs to none.</summary>
    public required long SessionId { get; init; }

    /// <summary>What it says of itself: for ours machine, process and process id.</summary>
    public required string Description { get; init; }

    /// <summary>The transaction that made the node: for a lock of ours the <see cref="LockHandle.FencingToken"/>.</summary>
    public required long CreationZxid { get; init; }
}
