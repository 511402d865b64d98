using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ZkLockAttr.TestServers.Delays;

/// <summary>Sleeps to within some microseconds, where Thread.Sleep and Task.Delay know milliseconds only.</summary>
internal static partial class PreciseSleep
{
    // The kernel wakes a thread late by its timer slack (50 microseconds unless it asks for less) and by the change of threads: for the rest we spin.
    private const int SetTimerSlack = 29;
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    /// <summary>To be called once by a thread that is going to sleep.</summary>
    public static void Prepare() => _ = Control(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>Returns at that time of the <see cref="Stopwatch"/>, or at once if it is past.</summary>
    public static void Until(long timestamp)
    {
        for (long left; (left = timestamp - Stopwatch.GetTimestamp()) > 0;)
        {
            if (left > SpinTicks)
            {
                var nanoseconds = (left - SpinTicks) * (1_000_000_000 / Stopwatch.Frequency);
                var time = new TimeSpec(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
                _ = Sleep(in time, 0);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in TimeSpec time, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
