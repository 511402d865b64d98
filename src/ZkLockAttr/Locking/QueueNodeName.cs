using System.Globalization;

namespace ZkLockAttr.Locking;

/// <summary>
/// The name of a contender's node: <c>z&lt;owner&gt;&lt;attempt&gt;__lock__&lt;number&gt;</c>. The letter keeps it apart from other clients' names, the
/// owner (16 hex digits) and the attempt (8) make it findable when the answer to its create was lost, and <c>__lock__</c> with the number is
/// what kazoo's locks look at.
/// </summary>
internal static class QueueNodeName
{
    private const string LockMark = "__lock__";
    private const string ReadLockMark = "__rlock__";
    private const int OwnerLength = 16;
    private const int AttemptLength = 8;

    /// <summary>What is given to the create; the server completes it by a number.</summary>
    public static string Prefix(ulong owner, uint attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"z{owner:x16}{attempt:x8}{LockMark}");

    /// <summary>Reads the number of a node that excludes an exclusive lock; others are no contenders.</summary>
    public static bool TryReadContender(ReadOnlySpan<char> name, out int number)
    {
        var head = name.TrimEnd("0123456789");
        if (head is [.., '-'])
        {
            head = head[..^1];
        }

        number = 0;
        return (head.EndsWith(LockMark) || head.EndsWith(ReadLockMark))
            && int.TryParse(name[head.Length..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads which attempt of this owner a node belongs to.</summary>
    public static bool TryReadAttempt(ReadOnlySpan<char> name, ulong owner, out uint attempt)
    {
        attempt = 0;
        return name.Length > 1 + OwnerLength + AttemptLength
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
}
