namespace ZkLockAttr.Locking.Queueing;

/// <summary>What is wanted of one path.</summary>
/// <param name="Path">The lock's path.</param>
/// <param name="Kind">What for.</param>
internal readonly record struct Wish(string Path, QueueKind Kind)
{
    /// <summary>How many nodes stand for it in the queue, unless it is downgradable.</summary>
    public int NodeCount => MarksOf(Kind, isDowngradable: false).Length;

    /// <summary>The nodes that stand for it in the queue, in the order of their making.</summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="attempt">The attempt that they belong to.</param>
    /// <param name="isDowngradable">Whether a shared lock is to be left when the exclusive one goes.</param>
    /// <param name="isRetained">Whether they may be kept after the release.</param>
    public ClaimedNode[] NewNodes(ulong owner, uint attempt, bool isDowngradable, bool isRetained)
    {
        var marks = MarksOf(Kind, isDowngradable);
        var nodes = new ClaimedNode[marks.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new ClaimedNode(Path, QueueNodeName.Request(Path, owner, attempt, marks[i], Kind.MaxCount, isRetained), marks[i]);
        }

        return nodes;
    }

    private static ReadOnlySpan<QueueMark> MarksOf(QueueKind kind, bool isDowngradable) => kind switch
    {
        { IsSemaphore: true } => [QueueMark.Semaphore],
        { IsExclusive: false } => [QueueMark.ReadLock],

        // Each client looks at a name of its own; the nameless one right behind one that is surely ours.
        { Interop: LockInterop.Universal } => [QueueMark.Lock, QueueMark.PlainLock, QueueMark.CuratorWrite],
        _ when isDowngradable => [QueueMark.ReadLock, QueueMark.Lock],
        _ => [QueueMark.Lock],
    };
}
