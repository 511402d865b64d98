using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Benchmarks;

/// <summary>
/// Many callers in several processes on one lock. Each child reports every hold with its times on the monotonic clock, which is one for the whole machine
/// on Linux, and its token; the parent looks for overlaps.
/// </summary>
internal static class Contended
{
    private const string Name = "contended";

    public static async Task<int> RunAsync(string server, int processes, int callers, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        var children = Enumerable.Range(0, processes).Select(_ => StartChild(server, callers, runs)).ToArray();
        var outputs = await Task.WhenAll(children.Select(child => child.StandardOutput.ReadToEndAsync()));
        foreach (var child in children)
        {
            await child.WaitForExitAsync();
            child.Dispose();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var holds = outputs.SelectMany(output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(Hold.Parse).OrderBy(hold => hold.Begin).ToArray();
        var pairs = holds.Zip(holds.Skip(1)).ToArray();
        var overlaps = pairs.Count(pair => pair.Second.Begin < pair.First.End);
        var smallerTokens = pairs.Count(pair => pair.Second.Token <= pair.First.Token);
        var leftOver = await CountNodesAsync(server);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{processes} processes x {callers} callers x {runs} runs: {holds.Length} holds in {elapsed.TotalSeconds:0.0} s ({holds.Length / elapsed.TotalSeconds:0} a second)"));
        Console.WriteLine($"{overlaps} overlaps, {smallerTokens} tokens that did not grow, {leftOver} nodes left");
        return holds.Length == processes * callers * runs && overlaps + smallerTokens + leftOver == 0 ? 0 : 1;
    }

    public static async Task<int> RunChildAsync(string server, int callers, int runs)
    {
        var holds = new List<Hold>(callers * runs);
        await using (var locks = new DistributedLocks(server))
        {
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                for (var run = 0; run < runs; run++)
                {
                    await using var handle = await locks.AcquireAsync(Name);
                    var begin = Stopwatch.GetTimestamp();

                    // Something to be caught at: long enough for another process to get in between.
                    Thread.SpinWait(1000);
                    holds.Add(new Hold(begin, Stopwatch.GetTimestamp(), handle.FencingToken));
                }
            })));
        }

        foreach (var hold in holds)
        {
            Console.WriteLine(hold);
        }

        return 0;
    }

    private static Process StartChild(string server, int callers, int runs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])
            ["contender", "--zookeeper", server, "--callers", callers.ToString(CultureInfo.InvariantCulture), "--runs", runs.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<int> CountNodesAsync(string server)
    {
        await using var observer = new ZooKeeperClient(server);
        return (await observer.GetChildrenAsync($"/locks/{Name}")).Children.Count;
    }

    private readonly record struct Hold(long Begin, long End, long Token)
    {
        public static Hold Parse(string line)
        {
            var parts = line.Split(' ');
            return new Hold(
                long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Begin} {End} {Token}");
    }
}
