using System.Diagnostics;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>The machine's monotonic clock, which is the same for all its processes.</summary>
internal static class Clock
{
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Lets a fault last. Nothing is waited for: the fault is this long.</summary>
    public static Task LetFaultLastAsync(TimeSpan duration) => Task.Delay(duration);

    /// <summary>Lets all contend without a fault for so long.</summary>
    public static Task LetContendAsync(TimeSpan duration) => Task.Delay(duration);
}
