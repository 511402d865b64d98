namespace ZkLockAttr.Locking;

/// <summary>
/// The callers of this process for one lock, first come first served. Only the head has a node in the ensemble's queue; it leaves when it has
/// released the lock or given up.
/// </summary>
/// <remarks>Guarded by the session's gate.</remarks>
internal sealed class LocalQueue(LockTable table, string path)
{
    private readonly LinkedList<Contender> _contenders = new();
    private TimeSpan _contentionSeen = TimeSpan.MinValue;

    public LockTable Table => table;

    public string Path => path;

    public IEnumerable<Contender> Contenders => _contenders;

    public Contender? Head => _contenders.First?.Value;

    private bool IsTaken => Head is { } head && (head.IsHolder || head.SeesContention);

    /// <summary>Puts the contender at the end; at the head, it asks the ensemble at once.</summary>
    public void Join(Contender contender, CancellationToken cancellationToken)
    {
        _contenders.AddLast(contender);
        contender.Begin(cancellationToken);
        if (contender.IsDone)
        {
            return;
        }

        if (contender == Head)
        {
            contender.OnHead();
        }
        else if (contender.TriesOnce && IsTaken)
        {
            contender.TimeOut();
        }
    }

    /// <summary>The head holds the lock, or knows that somebody else is ahead: those who try once need not wait any longer.</summary>
    public void OnContentionSeen()
    {
        _contentionSeen = table.Session.Now;
        for (var node = _contenders.First?.Next; node is not null;)
        {
            var contender = node.Value;
            node = node.Next;
            if (contender.TriesOnce)
            {
                contender.TimeOut();
            }
        }
    }

    /// <summary>Whether, since that time, a caller of this process held the lock or saw somebody else ahead.</summary>
    public bool HasSeenContentionSince(TimeSpan time) => IsTaken || _contentionSeen >= time;

    /// <summary>A contender has released the lock, lost it or given up.</summary>
    public void OnLeft(Contender contender)
    {
        var wasHead = contender == Head;
        if (contender.IsHolder || contender.SeesContention)
        {
            _contentionSeen = table.Session.Now;
        }

        _contenders.Remove(contender);
        if (Head is not { } head)
        {
            table.Forget(this);
        }
        else if (wasHead)
        {
            head.OnHead();
        }
    }

    public string? DescribeHolder() => Head?.DescribeHolder();
}
