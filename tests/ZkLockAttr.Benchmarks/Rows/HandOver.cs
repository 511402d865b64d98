using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Many callers of one process want one lock, and nobody else.</summary>
internal sealed class HandOver : IBenchmark
{
    private const int Callers = 16;

    public string Name => "hand-over";

    public string Description => "16 callers of one process on one lock, handed over, nobody else";

    public static LockRequest Request(string name) => new(name) { Options = LockOptions.HandOver };

    public async Task RunAsync(Setting setting)
    {
        var server = setting.Server.ConnectionString;
        await using var handed = new OurLocks(server, "ours, handed over", Request);
        await using var blocking = new OurLocks(server, "ours, handed over, blocking", Request, blocks: true);
        await using var ours = new OurLocks(server, "ours, each with a node");
        await using var curator = await Curator.StartAsync(server);
        await using var kazoo = await Kazoo.StartAsync(server);
        var work = new Work(Name) { Callers = Callers, Duration = setting.Options.Turn };
        var rounds = await Rounds.RunAsync(setting.Options, work, handed, blocking, ours, curator, kazoo);
        setting.Report.Show(rounds.ToTable());
        setting.Report.Add(Name, rounds.Median(handed, batch => batch.CyclesPerSecond), Goal.AtLeast(100_000));
        setting.Report.Add($"{Name}-blocking", rounds.Median(blocking, batch => batch.CyclesPerSecond), Goal.AtLeast(100_000));
    }
}
