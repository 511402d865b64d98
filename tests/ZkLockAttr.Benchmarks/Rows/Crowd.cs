using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>
/// Very many processes' worth of contenders on one lock. Each has a session of its own, so the server sees what it would see of as many processes.
/// On the server of ZkLockAttr.Testing, which counts each kind of request.
/// </summary>
internal sealed class Crowd : IBenchmark
{
    private const int Processes = 4;

    // Of each. In the first all come and in the last all go; what is counted is between.
    private const int Turns = 6;
    private const int FirstCounted = 2;
    private const int LastCounted = 4;

    private static readonly int[] Sizes = [100, 1000];

    // What keeps sessions alive has nothing to do with passes.
    private static readonly ServerOperation[] Upkeep = [ServerOperation.Ping, ServerOperation.Multi];

    public string Name => "crowd";

    public string Description => "100 and 1,000 contenders with as many sessions on one lock: requests a pass";

    public async Task RunAsync(Setting setting)
    {
        var report = setting.Report;
        var results = new List<(double Passes, IReadOnlyDictionary<ServerOperation, double> Requests)>();
        foreach (var size in Sizes)
        {
            results.Add(await MeasureAsync(size));
        }

        var table = new Table(["", .. Sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size:#,0} contenders"))]);
        foreach (var operation in results.SelectMany(result => result.Requests.Keys).Distinct().Order())
        {
            table.Add($"{operation} a pass", [.. results.Select(result => (double?)result.Requests.GetValueOrDefault(operation))]);
        }

        table.Add("requests a pass", [.. results.Select(result => (double?)result.Requests.Values.Sum())]);
        table.Add("passes/s", [.. results.Select(result => (double?)result.Passes)]);
        report.Show(table);
        report.Add(Name, results[^1].Requests.Values.Sum() / results[0].Requests.Values.Sum(), Goal.AtMost(1.05));
    }

    private async Task<(double Passes, IReadOnlyDictionary<ServerOperation, double> Requests)> MeasureAsync(int size)
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var crowd = await Team.StartAsync(Processes, () => OurProcess.StartAsync(server.ConnectionString, options: OurProcess.OwnSessions));

        var first = WaitForPassesAsync(server, FirstCounted * size);
        var last = WaitForPassesAsync(server, LastCounted * size);
        await crowd.RunAsync(new Work(Name) { Callers = size / Processes, Cycles = Turns });
        var (before, began) = await first;
        var (after, ended) = await last;
        double passes = after.Count(ServerOperation.Delete) - before.Count(ServerOperation.Delete);
        var requests = after.Requests.Keys.Except(Upkeep)
            .ToDictionary(operation => operation, operation => (after.Count(operation) - before.Count(operation)) / passes)
            .Where(operation => operation.Value > 0)
            .ToDictionary();
        return (passes / Stopwatch.GetElapsedTime(began, ended).TotalSeconds, requests);
    }

    // Each pass deletes one node.
    private static async Task<(ServerStatistics Statistics, long Time)> WaitForPassesAsync(ZooKeeperTestServer server, int passes)
    {
        (ServerStatistics Statistics, long Time) seen = default;
        await server.WaitUntilAsync(server =>
        {
            seen = (server.Statistics, Stopwatch.GetTimestamp());
            return seen.Statistics.Count(ServerOperation.Delete) >= passes;
        });
        return seen;
    }
}
