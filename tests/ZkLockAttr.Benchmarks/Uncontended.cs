using System.Diagnostics;
using System.Globalization;

namespace ZkLockAttr.Benchmarks;

/// <summary>One caller, no contention: ours and the bare socket in turns on one server, the median of the rounds' medians.</summary>
internal static class Uncontended
{
    private const double Goal = 1.5;

    public static async Task<int> RunAsync(string server, int rounds, int cycles)
    {
        await using var locks = new DistributedLocks(server);
        using var bare = new BareSocketLock(server, "/bare");
        var ours = new List<double>();
        var floor = new List<double>();

        // The first round of each warms up and does not count.
        for (var round = 0; round <= rounds; round++)
        {
            var bareMedian = MedianOf(cycles, bare.Cycle);
            var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            var ourMedian = await MedianOfAsync(cycles, async () =>
            {
                await using var handle = await locks.AcquireAsync("test");
            });
            var allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / cycles;
            if (round > 0)
            {
                ours.Add(ourMedian);
                floor.Add(bareMedian);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"round {round}: ours {ourMedian:0.000} ms, bare socket {bareMedian:0.000} ms, {allocated} bytes allocated a cycle"));
            }
        }

        var ratio = Median(ours) / Median(floor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p50: ours {Median(ours):0.000} ms, bare socket {Median(floor):0.000} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio uncontended {ratio:0.00} goal <= {Goal}"));
        return ratio <= Goal ? 0 : 1;
    }

    private static double MedianOf(int cycles, Action cycle)
    {
        var times = new double[cycles];
        for (var i = 0; i < cycles; i++)
        {
            var start = Stopwatch.GetTimestamp();
            cycle();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(times);
    }

    private static async Task<double> MedianOfAsync(int cycles, Func<Task> cycle)
    {
        var times = new double[cycles];
        for (var i = 0; i < cycles; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await cycle();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(times);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
