using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>The clocks of this machine, each from a beginning of its own.</summary>
internal static partial class MachineClocks
{
    /// <summary>Linux: counts on while the machine is suspended.</summary>
    private const int ClockBoottime = 7;

    public static TimeSpan Monotonic() => Stopwatch.GetElapsedTime(0);

    public static TimeSpan Wall() => TimeSpan.FromTicks(DateTime.UtcNow.Ticks);

    public static TimeSpan SinceBoot() => ClockGetTime(ClockBoottime, out var time) == 0
        ? TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick))
        : Monotonic();

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    // nint: both fields are C longs.
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
