using System.Globalization;
using System.Text;
using Spectre.Console;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Tool.Queues;

namespace ZkLockAttr.Tool.Rendering;

/// <summary>Words for people. What others wrote is shown so that it cannot steer the terminal.</summary>
internal static class Shown
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss 'UTC'";

    /// <summary>Text of others: control and format characters are written as their numbers.</summary>
    public static string Safe(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>The same, as markup.</summary>
    public static string Escaped(string text) => Markup.Escape(Safe(text));

    public static string Kind(QueueKind kind) => kind.IsSemaphore
        ? string.Create(CultureInfo.InvariantCulture, $"semaphore {kind.MaxCount}")
        : kind.IsExclusive ? "exclusive" : "shared";

    /// <summary>Who it is: what it says of itself, and whose client it uses if not ours.</summary>
    public static string Who(FoundContender contender) => contender switch
    {
        { Origin: { } origin } => string.Create(CultureInfo.InvariantCulture, $"{Safe(origin.Process)} on {Safe(origin.Machine)}, pid {origin.Id}"),
        { Member.Client: QueueClient.ZkLockAttr } => Safe(contender.Description),
        { Address: { } address } => $"{Client(contender)} at {Safe(address)}",
        { Description.Length: > 0 } => $"{Client(contender)}: {Safe(contender.Description)}",
        _ => Client(contender),
    };

    public static string Client(FoundContender contender) => Client(contender.Member.Client);

    public static string Client(QueueClient client) => client == QueueClient.Unknown ? "unknown client" : client.Name;

    public static string Session(long id) => string.Create(CultureInfo.InvariantCulture, $"0x{id:x}");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>How long ago, in its two largest units. Clocks that differ make no negative times.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes} m {age.Seconds:00} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Hours} h {age.Minutes:00} m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d {age.Hours:00} h"),
    };

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
