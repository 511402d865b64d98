using System.Globalization;

namespace QuickStart.Workers;

internal enum WorkerEventKind
{
    /// <summary>It asks for the lock, and waits.</summary>
    Asks,

    /// <summary>It has got the lock. The number is the fencing token.</summary>
    Got,

    /// <summary>It has counted to the number, holding the lock.</summary>
    Counted,

    /// <summary>The work is done; it lets go of the lock.</summary>
    Done,

    /// <summary>The text says why.</summary>
    Failed,

    /// <summary>The process is gone. The number is its exit code. The demo itself sees this one.</summary>
    Exited,
}

/// <summary>What a worker tells the demo: <c>Got 123456789 17</c>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Timestamp">When, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> says.</param>
/// <param name="Number">See <see cref="WorkerEventKind"/>.</param>
/// <param name="Text">See <see cref="WorkerEventKind"/>.</param>
internal sealed record WorkerEvent(WorkerEventKind Kind, long Timestamp, long Number = 0, string Text = "")
{
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Timestamp} {Number} {Text.ReplaceLineEndings(" ")}");

    /// <summary>Reads a line. Null if it is none of these: the last one of a killed worker can be cut off.</summary>
    public static WorkerEvent? Parse(string line) =>
        line.Split(' ', 4) is [var kind, var timestamp, var number, var text]
        && Enum.TryParse<WorkerEventKind>(kind, out var its)
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new WorkerEvent(its, at, value, text)
            : null;
}
