namespace ZkLockAttr.Locking.Queueing;

/// <summary>What somebody stands in a queue for.</summary>
/// <param name="Mode">With whom the lock can be held; Shared for a semaphore.</param>
/// <param name="MaxCount">A semaphore's count; 0 for a lock.</param>
/// <param name="Interop">Which other clients' nodes count.</param>
internal readonly record struct QueueKind(LockMode Mode, int MaxCount = 0, LockInterop Interop = LockInterop.Kazoo)
{
    public bool IsSemaphore => MaxCount > 0;

    /// <summary>Whether it can be held by one alone.</summary>
    public bool IsExclusive => Mode == LockMode.Exclusive;

    /// <summary>Fewer than so many that exclude may be ahead of a holder.</summary>
    public int Room => Math.Max(MaxCount, 1);

    /// <summary>Whether a node ahead of ours keeps it from its lock.</summary>
    public bool IsExcludedBy(in QueueNodeName node) => node.Mark switch
    {
        _ when IsSemaphore => node.Mark == QueueMark.Semaphore,
        QueueMark.Lock => true,
        QueueMark.ReadLock => IsExclusive,
        QueueMark.Semaphore => false,
        _ => Interop == LockInterop.Universal,
    };

    /// <summary>Whether this is one name used for what does not go together: counts that differ, or a lock and a semaphore.</summary>
    public bool Contradicts(in QueueNodeName node) =>
        node.Client == QueueClient.ZkLockAttr && node.MaxCount != MaxCount && (IsSemaphore || node.Mark == QueueMark.Semaphore);

    public override string ToString() => IsSemaphore ? $"semaphore of {MaxCount}" : IsExclusive ? "exclusive lock" : "shared lock";

    /// <summary>Tells that the name is used for what does not go together.</summary>
    public static InvalidOperationException Contradiction(string path, QueueKind wanted, string found) => new(
        $"'{path}' is asked for as {wanted}, but is in use as {found}. Use a name for one kind and one count only, in all processes.");

    /// <summary>What a node was made for. Other clients than kazoo and ours look at more names.</summary>
    public static QueueKind Of(in QueueNodeName node) => new(
        node.Mark is QueueMark.ReadLock or QueueMark.CuratorRead or QueueMark.PlainRead or QueueMark.Semaphore ? LockMode.Shared : LockMode.Exclusive,
        node.MaxCount,
        node.Client is QueueClient.ZkLockAttr or QueueClient.Kazoo ? LockInterop.Kazoo : LockInterop.Universal);

    /// <summary>
    /// What the nodes were made for that one contender has made together: for the one that asks for most. Who makes a nameless one too wants to be seen by
    /// all clients, and waits for all.
    /// </summary>
    public static QueueKind Of(IReadOnlyList<QueueNodeName> together)
    {
        var most = together[0];
        var looksAtAll = false;
        foreach (var node in together)
        {
            most = node.Mark == QueueMark.Lock ? node : most;
            looksAtAll |= node.Mark == QueueMark.PlainLock;
        }

        return looksAtAll ? Of(most) with { Interop = LockInterop.Universal } : Of(most);
    }
}
