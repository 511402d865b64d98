using Xunit.Abstractions;
using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>
/// Processes contend for locks of all kinds in a real ensemble while servers, processes, connections and sessions fail. Nobody may hold a lock together with
/// somebody else but readers with readers, nobody a place too many of a semaphore, tokens grow, nothing is left behind, everybody is served or told, and all goes on soon after each fault.
/// </summary>
/// <remarks>
/// Short by default. Longer with <c>ZKLOCK_STRESS_MINUTES=60</c>, and the same faults once more with the seed that was printed:
/// <c>ZKLOCK_STRESS_SEED=4711</c>. The seed decides the faults and what the lockers do, not how the machine schedules them.
/// </remarks>
public sealed class StressTests(ITestOutputHelper output)
{
    [EnsembleNetworkFact]
    public async Task No_two_hold_one_lock_whatever_fails()
    {
        var options = StressOptions.FromEnvironment();
        output.WriteLine($"To repeat it: {StressOptions.SeedVariable}={options.Seed}");
        await using var run = await StressRun.StartAsync(options);
        output.WriteLine($"What everybody told: {run.JournalFile}");
        try
        {
            await run.InflictAsync(output.WriteLine);
            await run.StopAsync();
        }
        finally
        {
            output.WriteLine(run.Summary);
        }

        var (kazoo, curator) = run.OpponentsAcquisitions;
        var variety = run.Variety;
        Assert.Multiple(
            () => AssertNone(run.Overlapping),
            () => AssertNone(run.Regressions),
            () => AssertNone(run.History.Failures),
            () => AssertNone(run.History.Unanswered),
            () => AssertNone(run.Leftover),
            () => Assert.InRange(run.Progress.Longest, TimeSpan.Zero, 2 * StressRun.SessionTimeout),
            () => Assert.True(kazoo > 0, "kazoo never had a lock."),
            () => Assert.True(curator > 0, "Curator never had a lock."),
            () => Assert.True(variety.HandOvers > 0, "Nothing was handed over."),
            () => Assert.True(variety.Downgrades > 0, "Nothing was downgraded."),
            () => Assert.True(variety.MostReaders > 1, "No readers were together."),
            () => Assert.Equal(LockerOptions.Places, variety.MostPlaces));
    }

    private static void AssertNone(IReadOnlyList<string> found) => Assert.True(found.Count == 0, string.Join('\n', found.Take(20)));
}
