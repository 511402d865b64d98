using System.Globalization;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>A line of a locker's journal.</summary>
/// <param name="Time">On the machine's monotonic clock, which is the same for all its processes.</param>
/// <param name="Event">What happened.</param>
/// <param name="Locker">To which locker of the process.</param>
/// <param name="Lock">The lock's name, <c>-</c> for none.</param>
/// <param name="Token">The transaction that made the node: the fencing token, where there is one. 0 for none.</param>
/// <param name="Kind">How the lock is held.</param>
/// <param name="Text">More, for people.</param>
public sealed record JournalLine(
    TimeSpan Time, JournalEvent Event, int Locker, string Lock = "-", long Token = 0, HoldKind Kind = HoldKind.Exclusive, string Text = "")
{
    private const int Fields = 7;

    /// <summary>Reads a line; null if it is none of a journal.</summary>
    public static JournalLine? TryParse(string line)
    {
        var parts = line.Split(' ', Fields);
        return parts.Length == Fields
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var time)
            && Enum.TryParse<JournalEvent>(parts[1], out var happened)
            && Enum.TryParse<HoldKind>(parts[5], out var kind)
                ? new JournalLine(
                    TimeSpan.FromTicks(time), happened, int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3],
                    long.Parse(parts[4], CultureInfo.InvariantCulture), kind, parts[6])
                : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Time.Ticks} {Event} {Locker} {Lock} {Token} {Kind} {Text.ReplaceLineEndings(" ")}");
}
