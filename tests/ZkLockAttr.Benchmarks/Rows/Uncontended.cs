using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>One caller and nobody else: ours, asynchronous and blocking, against a socket that sends the same requests.</summary>
internal sealed class Uncontended : IBenchmark
{
    public string Name => "uncontended";

    public string Description => "acquire and release by one caller, against a bare socket that sends the same requests";

    public async Task RunAsync(Setting setting)
    {
        await using var bare = new BareSocketLock(setting.Server.ConnectionString);
        await using var bareAsync = new BareAsyncLock(setting.Server.ConnectionString);
        await using var ours = new OurLocks(setting.Server.ConnectionString);
        await using var blocking = new OurLocks(setting.Server.ConnectionString, "ours, blocking", blocks: true);
        var rounds = await Rounds.RunAsync(setting.Options, new Work(Name) { Cycles = setting.Options.Cycles }, bare, bareAsync, ours, blocking);
        setting.Report.Show(rounds.ToTable());
        setting.Report.Say(string.Create(
            CultureInfo.InvariantCulture, $"without blocking a thread: {rounds.Ratio(bareAsync, bare, batch => batch.CycleMedian):0.00} times as long for the bare socket itself"));
        setting.Report.Add(Name, rounds.Ratio(ours, bare, batch => batch.CycleMedian), Goal.AtMost(1.15));
        setting.Report.Add($"{Name}-blocking", rounds.Ratio(blocking, bare, batch => batch.CycleMedian), Goal.AtMost(1.15));
    }
}
