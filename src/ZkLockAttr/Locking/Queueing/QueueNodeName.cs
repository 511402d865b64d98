using System.Buffers;
using System.Globalization;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// The name of a node in a queue. Ours is <c>z&lt;owner&gt;&lt;attempt&gt;__lock__&lt;number&gt;</c>: the letter keeps it apart from other clients' names, the
/// owner (16 hex digits) and the attempt (8) make it findable when the answer to its create was lost, and the mark with the number is what clients
/// look at. An <c>r</c> before the mark says that the node may be retained.
/// </summary>
/// <param name="Mark">The kind.</param>
/// <param name="Number">The number in the queue.</param>
/// <param name="MaxCount">A semaphore's count; else 0.</param>
/// <param name="Client">Who made it.</param>
/// <param name="IsRetained">Whether it may be retained: only ours are.</param>
internal readonly record struct QueueNodeName(QueueMark Mark, int Number, int MaxCount, QueueClient Client, bool IsRetained)
{
    private const string SemaphoreBegin = "__sem";
    private const string SemaphoreEnd = "__";
    private const char RetainedSign = 'r';
    private const int OwnerLength = 16;
    private const int AttemptLength = 8;
    private const int OursLength = 1 + OwnerLength + AttemptLength;
    private const int KazooLength = 32;

    // How many characters a server gives to a number, at least.
    private const int SequenceLength = 10;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly (string Text, QueueMark Mark)[] Marks =
    [
        ("__lock__", QueueMark.Lock),
        ("__rlock__", QueueMark.ReadLock),
        ("lock-", QueueMark.PlainLock),
        ("__READ__", QueueMark.CuratorRead),
        ("__WRIT__", QueueMark.CuratorWrite),
        ("read-", QueueMark.PlainRead),
        ("write-", QueueMark.PlainWrite),
    ];

    /// <summary>The path that is given to the create; the server completes it by a number.</summary>
    public static string Request(string parent, ulong owner, uint attempt, QueueMark mark, int maxCount = 0, bool isRetained = false) => mark switch
    {
        // Curator sorts by what follows the last "lock-": its mutex and DistributedLock leave no room for a name of its own.
        QueueMark.PlainLock => $"{parent}/lock-",
        QueueMark.Semaphore => string.Create(CultureInfo.InvariantCulture, $"{parent}/z{owner:x16}{attempt:x8}{SemaphoreBegin}{maxCount}{SemaphoreEnd}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{parent}/z{owner:x16}{attempt:x8}{(isRetained ? "r" : "")}{TextOf(mark)}"),
    };

    /// <summary>Reads the name of a contender's node; others are none.</summary>
    public static bool TryRead(ReadOnlySpan<char> name, out QueueNodeName node)
    {
        node = default;
        var head = name.TrimEnd("0123456789");
        if (head.Length == name.Length)
        {
            return false;
        }

        // A sign belongs to the number, if what is before it is a mark. (A mark may end in the same character.)
        return TryRead(name, head, out node) || (head is [.., '-'] && TryRead(name, head[..^1], out node));
    }

    /// <summary>Reads which attempt of this owner a node belongs to.</summary>
    public static bool TryReadAttempt(ReadOnlySpan<char> name, ulong owner, out uint attempt)
    {
        attempt = 0;
        return name.Length > OursLength
            && name[0] == 'z'
            && ulong.TryParse(name.Slice(1, OwnerLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var its)
            && its == owner
            && uint.TryParse(name.Slice(1 + OwnerLength, AttemptLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out attempt);
    }

    /// <summary>
    /// Whether a node with number <paramref name="other"/> comes before one with <paramref name="own"/>, or cannot be told from it. The counter is a
    /// 32-bit integer that wraps, so the difference counts.
    /// </summary>
    public static bool IsAhead(int other, int own) => unchecked(other - own) <= 0;

    /// <summary>
    /// Whether the parent's counter is so near its end that numbers may soon be given twice: it sticks at 2^31 - 1, and creates sent in one go
    /// get negative numbers.
    /// </summary>
    public static bool IsExhausted(int number) => number is < 0 or >= int.MaxValue - (1 << 24) + 1;

    private static bool TryRead(ReadOnlySpan<char> name, ReadOnlySpan<char> head, out QueueNodeName node)
    {
        node = default;
        if (!int.TryParse(name[head.Length..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        foreach (var (text, mark) in Marks)
        {
            if (head.EndsWith(text) && (name.Length - head.Length >= SequenceLength || !IsPlain(mark)))
            {
                var maker = head[..^text.Length];
                var isOurs = IsOurs(maker, out var isRetained);
                node = new QueueNodeName(mark, number, 0, isOurs ? QueueClient.ZkLockAttr : ClientOf(maker, mark), isRetained);
                return true;
            }
        }

        return TryReadSemaphore(head, number, out node);
    }

    private static bool TryReadSemaphore(ReadOnlySpan<char> head, int number, out QueueNodeName node)
    {
        node = default;
        if (!head.EndsWith(SemaphoreEnd))
        {
            return false;
        }

        var counted = head[..^SemaphoreEnd.Length];
        var begin = counted.TrimEnd("0123456789");
        if (!begin.EndsWith(SemaphoreBegin)
            || !int.TryParse(counted[begin.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !IsOurs(begin[..^SemaphoreBegin.Length], out _))
        {
            return false;
        }

        node = new QueueNodeName(QueueMark.Semaphore, number, count, QueueClient.ZkLockAttr, IsRetained: false);
        return true;
    }

    private static bool IsOurs(ReadOnlySpan<char> maker, out bool isRetained)
    {
        isRetained = maker.Length == OursLength + 1 && maker[^1] == RetainedSign;
        return maker.Length == OursLength + (isRetained ? 1 : 0) && maker[0] == 'z' && IsHex(maker[1..OursLength]);
    }

    private static QueueClient ClientOf(ReadOnlySpan<char> maker, QueueMark mark) => mark switch
    {
        QueueMark.Lock or QueueMark.ReadLock when maker.Length == KazooLength && IsHex(maker) => QueueClient.Kazoo,
        QueueMark.PlainLock or QueueMark.CuratorRead or QueueMark.CuratorWrite when maker.StartsWith("_c_") => QueueClient.Curator,
        QueueMark.PlainLock or QueueMark.PlainRead or QueueMark.PlainWrite when maker.IsEmpty => QueueClient.DistributedLock,
        _ => QueueClient.Unknown,
    };

    // Everyday names, which a lock below may have as well: "orders/lock-7" is not in the queue of "orders".
    private static bool IsPlain(QueueMark mark) => mark is QueueMark.PlainLock or QueueMark.PlainRead or QueueMark.PlainWrite;

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);

    private static string TextOf(QueueMark mark)
    {
        foreach (var (text, known) in Marks)
        {
            if (known == mark)
            {
                return text;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(mark), mark, "A semaphore's mark has its count in it.");
    }
}
