using System.Diagnostics;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What happens to the lockers, a line each on the standard output.</summary>
internal static class Journal
{
    /// <summary>The machine's monotonic clock.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    public static void Write(JournalLine line) => Console.Out.WriteLine(line.ToString());
}
