using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Many different locks at once, over one connection.</summary>
internal sealed class ManyLocks : IBenchmark
{
    private const int Count = 1000;
    private const int Writes = 2 * Count;
    private const int CyclesOfATurn = 5;

    public string Name => "many-locks";

    public string Description => "1,000 different locks at once from one process, against a bare pipeline: writes a second";

    public async Task RunAsync(Setting setting)
    {
        await using var bare = new BarePipeline(setting.Server.ConnectionString, Count);
        await using var ours = new OurManyLocks(setting.Server.ConnectionString, Count);
        var rounds = await Rounds.RunAsync(setting.Options, new Work(Name) { Cycles = CyclesOfATurn }, bare, ours);
        var table = new Table($"{Count} locks", "acquire all, p50 ms", "and release, p50 ms", "writes/s");
        foreach (var opponent in (IOpponent[])[bare, ours])
        {
            table.Add(opponent.Name, rounds.Median(opponent, batch => batch.AcquireMedian), rounds.Median(opponent, batch => batch.CycleMedian), rounds.Median(opponent, WritesPerSecond));
        }

        setting.Report.Show(table);
        setting.Report.Add(Name, rounds.Ratio(ours, bare, WritesPerSecond), Goal.AtLeast(0.8));
    }

    private static double WritesPerSecond(Batch batch) => Writes / batch.CycleMedian * 1000;
}
