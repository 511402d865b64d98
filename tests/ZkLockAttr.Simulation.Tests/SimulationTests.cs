using System.Globalization;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>
/// Random schedules of processes that contend for locks of all kinds, with each other and with other clients, lose connections, sleep, lose their sessions, on an ensemble whose servers crash and are
/// cut off. The seeds are always the same: <c>ZKLOCK_SCHEDULES=1000000</c> tries more of them, <c>ZKLOCK_SEED=42</c> only that one.
/// </summary>
public sealed class SimulationTests
{
    public const string SeedVariable = "ZKLOCK_SEED";

    private const string CountVariable = "ZKLOCK_SCHEDULES";
    private const int UsualCount = 100_000;
    private const int SensitivityCount = 20_000;

    [Fact]
    public void Never_two_holders_growing_tokens_nobody_forgotten_nothing_left()
    {
        var (first, count) = ReadNumber(SeedVariable) is { } seed ? (seed, 1) : (1, ReadNumber(CountVariable) ?? UsualCount);
        var (grants, handOvers, strangers) = RunAll(first, count);

        // Otherwise nothing was tried. (One schedule alone may be about other things.)
        Assert.True(grants >= count, $"{grants} grants");
        Assert.True(count == 1 || handOvers >= count / 2, $"{handOvers} hand-overs");
        Assert.True(count == 1 || strangers >= count / 2, $"{strangers} locks of other clients");
    }

    [Fact]
    public void The_checks_notice_when_the_leaders_ping_is_later_than_leases_assume() => AssertNoticed(new Weather { PingDelay = 8 });

    [Fact]
    public void The_checks_notice_when_a_clock_is_slower_than_leases_assume() => AssertNoticed(new Weather { ClockDrift = 0.2 });

    private static void AssertNoticed(Weather weather)
    {
        // One after the other: the same one is the first to fail each time.
        var failure = Assert.Throws<ScheduleException>(() =>
        {
            for (var seed = 1; seed <= SensitivityCount; seed++)
            {
                Schedule.Run(seed, weather);
            }
        });
        Assert.Contains("is gone", failure.Message, StringComparison.Ordinal);
    }

    private static (int Grants, int HandOvers, int Strangers) RunAll(int first, int count)
    {
        var weather = new Weather();
        var grants = 0;
        var handOvers = 0;
        var strangers = 0;
        try
        {
            Parallel.For(first, first + count, seed =>
            {
                var run = Schedule.Run(seed, weather);
                Interlocked.Add(ref grants, run.Grants);
                Interlocked.Add(ref handOvers, run.HandOvers);
                Interlocked.Add(ref strangers, run.StrangersGrants);
            });
        }
        catch (AggregateException failures)
        {
            // Several may have failed side by side.
            throw failures.InnerExceptions.OfType<ScheduleException>().MinBy(failure => failure.Seed) ?? failures.InnerExceptions[0];
        }

        return (grants, handOvers, strangers);
    }

    private static int? ReadNumber(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
