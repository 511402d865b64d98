using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>A lock that was kept after its release is taken again without the network.</summary>
internal sealed class Retained : IBenchmark
{
    private static readonly TimeSpan Retain = TimeSpan.FromMinutes(1);

    public string Name => "retained";

    public string Description => "a retained lock taken again: microseconds, and requests at the server";

    public async Task RunAsync(Setting setting)
    {
        var (options, report) = (setting.Options, setting.Report);
        await using var ours = new OurLocks(setting.Server.ConnectionString, request: name => new LockRequest(name) { Retain = Retain });
        var work = new Work(Name) { Cycles = options.Cycles * 100 };

        // The first takes it, and is the only one that should ask. Until the code has been compiled again there is only little of it.
        await ours.RunAsync(new Work(Name) { Cycles = ours.WarmUpCycles });
        var microseconds = new List<double>();
        var packets = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var before = await setting.Server.CountAsync();
            var batch = await ours.RunAsync(work);
            packets.Add((await setting.Server.CountAsync() - before).Packets);
            microseconds.Add(batch.AcquireMedian * 1000);
        }

        report.Show(new Table("", "acquire p50 us", $"packets in {work.Cycles} cycles").Add("ours", Quantiles.Median(microseconds), Quantiles.Median(packets)));
        report.Add(Name, Quantiles.Median(microseconds), Goal.AtMost(2));

        // A round is far shorter than the time between two heartbeats: most have none.
        report.Add($"{Name}-requests", Quantiles.Median(packets), Goal.AtMost(0));
    }
}
