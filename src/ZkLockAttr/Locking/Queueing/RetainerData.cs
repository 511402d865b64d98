using System.Globalization;
using System.Text;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>
/// What a retained node says while it is really in use: who it is, and the highest number in the queue that it has seen. So a caller who tries once knows
/// that it need not wait for a node that is only kept.
/// </summary>
internal static class RetainerData
{
    private const string SeenMark = " seen=";

    public static byte[] Of(byte[] description, int highestSeen) =>
        [.. description, .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{SeenMark}{highestSeen}"))];

    /// <summary>Whether it was in use when the contender with that number stood in the queue.</summary>
    public static bool HasSeen(string? data, int number)
    {
        var mark = data?.LastIndexOf(SeenMark, StringComparison.Ordinal) ?? -1;
        return mark >= 0
            && int.TryParse(data.AsSpan(mark + SeenMark.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seen)
            && QueueNodeName.IsAhead(number, seen);
    }

    /// <summary>Who it is, of a node of whatever kind.</summary>
    public static string DescriptionOf(byte[]? data) => data is null ? "" : DescriptionOf(Encoding.UTF8.GetString(data))!;

    /// <inheritdoc cref="DescriptionOf(byte[])"/>
    public static string? DescriptionOf(string? data) =>
        data?.LastIndexOf(SeenMark, StringComparison.Ordinal) is { } mark and >= 0 ? data[..mark] : data;
}
