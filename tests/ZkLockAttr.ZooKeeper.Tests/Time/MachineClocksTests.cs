using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Time;

/// <summary>The clocks that the lease is measured by are the ones they are taken for.</summary>
public sealed class MachineClocksTests
{
    // The kernel tells its uptime in hundredths of a second.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void The_monotonic_clock_is_the_stopwatchs() => Brackets(() => Stopwatch.GetElapsedTime(0), MachineClocks.Monotonic, TimeSpan.Zero);

    [Fact]
    public void The_wall_clock_is_UTC() => Brackets(() => DateTime.UtcNow - DateTime.MinValue, MachineClocks.Wall, TimeSpan.Zero);

    [Fact]
    public void The_time_since_boot_is_the_kernels_uptime()
    {
        if (OperatingSystem.IsLinux())
        {
            Brackets(Uptime, MachineClocks.SinceBoot, Grain);
        }
    }

    [Fact]
    public void This_machines_lease_clock_goes_on_and_has_not_jumped()
    {
        var clock = LeaseClock.ForThisMachine();
        clock.JumpThreshold = TimeSpan.FromSeconds(1);
        var before = clock.Now;
        var stopwatch = Stopwatch.StartNew();

        SpinWait.SpinUntil(() => stopwatch.Elapsed > TimeSpan.FromMilliseconds(20));

        Assert.True(clock.Now - before >= TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.MinValue, clock.LastJump);
    }

    // A reading lies between two readings of what it is to be equal to.
    private static void Brackets(Func<TimeSpan> expected, Func<TimeSpan> clock, TimeSpan grain)
    {
        var before = expected();
        var reading = clock();
        var after = expected();
        Assert.InRange(reading, before - grain, after + grain);
    }

    private static TimeSpan Uptime() =>
        TimeSpan.FromSeconds(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));
}
