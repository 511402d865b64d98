using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>One caller and nobody else: ours against kazoo and Curator.</summary>
internal sealed class Opposed : IBenchmark
{
    public string Name => "opponents";

    public string Description => "acquire and release by one caller, against Curator and kazoo";

    public async Task RunAsync(Setting setting)
    {
        var server = setting.Server.ConnectionString;
        await using var bare = new BareSocketLock(server);
        await using var ours = new OurLocks(server);
        await using var curator = await Curator.StartAsync(server);
        await using var kazoo = await Kazoo.StartAsync(server);
        var rounds = await Rounds.RunAsync(setting.Options, new Work(Name) { Cycles = setting.Options.Cycles }, bare, ours, curator, kazoo);
        setting.Report.Show(rounds.ToTable());
        setting.Report.Add("against-curator", rounds.Ratio(ours, curator, batch => batch.CycleMedian), Goal.AtMost(0.6));
        setting.Report.Add("against-kazoo", rounds.Ratio(ours, kazoo, batch => batch.CycleMedian), Goal.AtMost(0.25));
    }
}
