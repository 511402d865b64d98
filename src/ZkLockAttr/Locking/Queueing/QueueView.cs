namespace ZkLockAttr.Locking.Queueing;

/// <summary>What a list of a queue tells one who stands in it.</summary>
internal readonly record struct QueueView
{
    /// <summary>Whether all nodes of one's own are listed.</summary>
    public bool HasOwn { get; private init; }

    /// <summary>How many that exclude are ahead.</summary>
    public int Ahead { get; private init; }

    /// <summary>The nearest of those, as many as there is room for holders; the nearest first.</summary>
    public IReadOnlyList<string> Predecessors { get; private init; }

    /// <summary>Whether anybody else stands in the queue, ahead or behind.</summary>
    public bool HasCompany { get; private init; }

    /// <summary>Whether somebody stands behind who waits for us, and so must not be passed by others.</summary>
    public bool HasWaiterBehind { get; private init; }

    /// <summary>The highest number in the queue.</summary>
    public int Highest { get; private init; }

    /// <summary>Whether a reader of kazoo's is ahead: while it waits, it waits also for writers behind it.</summary>
    public bool HasKazooReader { get; private init; }

    /// <summary>Whether such a reader has no writer ahead of it: if it waits still, it waits for one behind it.</summary>
    public bool IsKazooReaderFirst { get; private init; }

    /// <summary>A node ahead that uses the name for what does not go together with one's own; null if there is none.</summary>
    public string? Contradiction { get; private init; }

    /// <param name="children">The list, in any order.</param>
    /// <param name="kind">What one stands there for.</param>
    /// <param name="own">The names of one's own nodes.</param>
    /// <param name="number">The lowest number of these.</param>
    public static QueueView Of(string[] children, QueueKind kind, ReadOnlySpan<string> own, int number)
    {
        var found = 0;
        var company = false;
        var waiterBehind = false;
        var highest = number;
        string? contradiction = null;
        int? kazooReader = null;
        int? firstWriter = null;
        List<(string Name, int Number)>? ahead = null;
        foreach (var child in children)
        {
            if (own.Contains(child))
            {
                found++;
            }
            else if (QueueNodeName.TryRead(child, out var node))
            {
                company = true;
                highest = QueueNodeName.IsAhead(highest, node.Number) ? node.Number : highest;
                if (!QueueNodeName.IsAhead(node.Number, number))
                {
                    // A reader does not wait for readers; all others wait for whoever is before them.
                    waiterBehind |= kind.IsExclusive || node.Mark != QueueMark.ReadLock;
                    continue;
                }

                if (kind.Contradicts(node))
                {
                    contradiction = child;
                }
                else if (kind.IsExcludedBy(node))
                {
                    (ahead ??= []).Add((child, node.Number));
                }

                if (node.Mark == QueueMark.Lock)
                {
                    firstWriter = Earlier(firstWriter, node.Number);
                }
                else if (node is { Mark: QueueMark.ReadLock, Client: not QueueClient.ZkLockAttr })
                {
                    kazooReader = Earlier(kazooReader, node.Number);
                }
            }
        }

        // The nearest first.
        ahead?.Sort((left, right) => unchecked(left.Number - number).CompareTo(unchecked(right.Number - number)) * -1);
        return new QueueView
        {
            HasOwn = found == own.Length,
            Ahead = ahead?.Count ?? 0,
            Predecessors = ahead is null ? [] : ahead.Take(kind.Room).Select(predecessor => predecessor.Name).ToArray(),
            HasCompany = company,
            HasWaiterBehind = waiterBehind,
            Highest = highest,
            HasKazooReader = kazooReader is not null,
            IsKazooReaderFirst = kazooReader is { } reader && (firstWriter is not { } writer || QueueNodeName.IsAhead(reader, writer)),
            Contradiction = contradiction,
        };
    }

    private static int Earlier(int? known, int number) => known is { } earlier && QueueNodeName.IsAhead(earlier, number) ? earlier : number;
}
