namespace ZkLockAttr.Naming;

/// <summary>
/// Recognises a segment that looks like a contender's node in a queue: a lock of that name would stand in the queue of its parent's lock for ever.
/// </summary>
internal static class QueueNodePattern
{
    public static bool Matches(ReadOnlySpan<char> segment)
    {
        var head = segment.TrimEnd("0123456789");
        if (head.Length == segment.Length)
        {
            return false;
        }

        if (head is [.., '-'])
        {
            head = head[..^1];
        }

        return head.EndsWith("__lock__") || head.EndsWith("__rlock__") || EndsInSemaphore(head);
    }

    // "__sem<n>__"
    private static bool EndsInSemaphore(ReadOnlySpan<char> head)
    {
        if (!head.EndsWith("__"))
        {
            return false;
        }

        var count = head[..^2];
        var kind = count.TrimEnd("0123456789");
        return kind.Length < count.Length && kind.EndsWith("__sem");
    }
}
