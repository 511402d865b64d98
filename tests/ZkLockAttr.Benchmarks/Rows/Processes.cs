using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Several processes with one caller each want one lock: each pass goes by the ensemble.</summary>
internal sealed class Processes : IBenchmark
{
    private const int Count = 4;

    public string Name => "processes";

    public string Description => "4 processes with 1 caller each on one lock: passes a second";

    public async Task RunAsync(Setting setting)
    {
        var server = setting.Server.ConnectionString;
        await using var ours = await Team.StartAsync(Count, () => OurProcess.StartAsync(server));
        await using var curator = await Team.StartAsync(Count, () => Curator.StartAsync(server));
        await using var kazoo = await Team.StartAsync(Count, () => Kazoo.StartAsync(server));
        var rounds = await Rounds.RunAsync(setting.Options, new Work(Name) { Duration = setting.Options.Turn }, ours, curator, kazoo);
        setting.Report.Show(rounds.ToTable());
        setting.Report.Add(Name, rounds.Ratio(ours, curator, batch => batch.CyclesPerSecond), Goal.AtLeast(1.3));
    }
}
