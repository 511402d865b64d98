using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Several locks taken together are one round trip, as one lock is.</summary>
internal sealed class SeveralNames : IBenchmark
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(1);

    public string Name => "several-names";

    public string Description => "4 names taken together against 1, and their round trips";

    public async Task RunAsync(Setting setting)
    {
        var (options, report) = (setting.Options, setting.Report);
        await using var one = new OurLocks(setting.Server.ConnectionString, "1 name");
        await using var four = new OurLocks(setting.Server.ConnectionString, "4 names", Four);
        await using var bareOne = new BareSocketLock(setting.Server.ConnectionString);
        await using var bareFour = new BareJointLock(setting.Server.ConnectionString, 4);
        var near = await Rounds.RunAsync(options, new Work(Name) { Cycles = options.Cycles }, one, four, bareOne, bareFour);
        report.Show(near.ToTable());
        report.Say(string.Create(CultureInfo.InvariantCulture, $"the bare socket: {near.Ratio(bareFour, bareOne, batch => batch.CycleMedian):0.00} times as long for 4 names"));
        report.Add(Name, near.Ratio(four, one, batch => batch.CycleMedian), Goal.AtMost(1.4));

        using var proxy = setting.Server.Delay(Delay);
        await using var bare = new BareSocketLock(proxy.ConnectionString, lists: false);
        await using var distant = new OurLocks(proxy.ConnectionString, "4 names, 1 ms away", Four);
        var far = await Rounds.RunAsync(options, new Work(Name) { Cycles = options.Cycles / 2 }, bare, distant);
        report.Show(far.ToTable());
        report.Add($"{Name}-rtt", far.Ratio(distant, bare, batch => batch.AcquireMedian), Goal.AtMost(1.1));
    }

    private static LockRequest Four(string name) => new LockRequest($"{name}/1").And($"{name}/2").And($"{name}/3").And($"{name}/4");
}
