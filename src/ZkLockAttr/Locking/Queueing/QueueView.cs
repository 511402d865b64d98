using ZkLockAttr.ZooKeeper.Operations;

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

    /// <summary>The first of those ahead who are in the queue at all, whether they exclude or not: who has the lock, if anybody has. Null if nobody is ahead.</summary>
    public string? First { get; private init; }

    /// <summary>Whether anybody else stands in the queue, ahead or behind.</summary>
    public bool HasCompany { get; private init; }

    /// <summary>Whether somebody stands behind who waits for us, and so must not be passed by others.</summary>
    public bool HasWaiterBehind { get; private init; }

    /// <summary>The highest number in the queue.</summary>
    public int Highest { get; private init; }

    /// <summary>The number of the first reader of kazoo's ahead, null if there is none: while it waits, it waits also for writers behind it.</summary>
    public int? KazooReader { get; private init; }

    /// <summary>Whether such a reader has no writer ahead of it: if it waits still, it waits for one behind it.</summary>
    public bool IsKazooReaderFirst { get; private init; }

    /// <summary>A node ahead that uses the name for what does not go together with one's own; null if there is none.</summary>
    public string? Contradiction { get; private init; }

    /// <param name="children">The list, in any order.</param>
    /// <param name="kind">What one stands there for.</param>
    /// <param name="path">Whose list it is.</param>
    /// <param name="own">One's own nodes, in this queue and in others.</param>
    public static QueueView Of(NodeNames children, QueueKind kind, string path, ReadOnlySpan<ClaimedNode> own)
    {
        var number = NumberIn(path, own);
        var missing = CountIn(path, own);
        var company = false;
        var waiterBehind = false;
        var highest = number;
        string? contradiction = null;
        (int Index, int Number)? first = null;
        var anybody = kind with { Mode = LockMode.Exclusive };
        int? kazooReader = null;
        int? firstWriter = null;
        List<(int Index, int Number)>? ahead = null;
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            if (IsOwn(child, path, own))
            {
                missing--;
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
                    contradiction = child.ToString();
                }
                else if (kind.IsExcludedBy(node))
                {
                    (ahead ??= []).Add((i, node.Number));
                }

                if (anybody.IsExcludedBy(node) && (first is not { } known || QueueNodeName.IsAhead(node.Number, known.Number)))
                {
                    first = (i, node.Number);
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

        return new QueueView
        {
            HasOwn = missing == 0,
            Ahead = ahead?.Count ?? 0,
            Predecessors = ahead is null ? [] : Nearest(children, ahead, number, kind.Room),
            First = first is { } earliest ? children[earliest.Index].ToString() : null,
            HasCompany = company,
            HasWaiterBehind = waiterBehind,
            Highest = highest,
            KazooReader = kazooReader,
            IsKazooReaderFirst = kazooReader is { } reader && (firstWriter is not { } writer || QueueNodeName.IsAhead(reader, writer)),
            Contradiction = contradiction,
        };
    }

    /// <summary>The lowest number of one's own nodes in a queue.</summary>
    public static int NumberIn(string path, ReadOnlySpan<ClaimedNode> own)
    {
        foreach (var node in own)
        {
            if (node.Parent == path && !node.IsGone)
            {
                return node.Number;
            }
        }

        throw new ArgumentException($"None of these nodes is in the queue '{path}'.");
    }

    private static int CountIn(string path, ReadOnlySpan<ClaimedNode> own)
    {
        var count = 0;
        foreach (var node in own)
        {
            count += node.Parent == path && !node.IsGone ? 1 : 0;
        }

        return count;
    }

    private static bool IsOwn(ReadOnlySpan<char> child, string path, ReadOnlySpan<ClaimedNode> own)
    {
        foreach (var node in own)
        {
            if (!node.IsGone && node.Parent == path && node.IsNamed(child))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Nearest(NodeNames children, List<(int Index, int Number)> ahead, int number, int count) =>
        [.. ahead.OrderByDescending(predecessor => unchecked(predecessor.Number - number)).Take(count).Select(predecessor => children[predecessor.Index].ToString())];

    private static int Earlier(int? known, int number) => known is { } earlier && QueueNodeName.IsAhead(earlier, number) ? earlier : number;
}
