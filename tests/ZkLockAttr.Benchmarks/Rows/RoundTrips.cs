using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Behind a proxy that delays, an acquire takes as long as it has round trips.</summary>
internal sealed class RoundTrips : IBenchmark
{
    private static readonly TimeSpan UsualDelay = TimeSpan.FromMilliseconds(1);

    public string Name => "rtt";

    public string Description => "acquire with 1 ms (or --rtt) added each way, against one bare create: how many round trips";

    public async Task RunAsync(Setting setting)
    {
        var (options, report) = (setting.Options, setting.Report);
        var delay = options.Rtt > TimeSpan.Zero ? options.Rtt : UsualDelay;
        using var proxy = setting.Server.Delay(delay);
        await using var bare = new BareSocketLock(proxy.ConnectionString, lists: false);
        await using var ours = new OurLocks(proxy.ConnectionString);
        await using var blocking = new OurLocks(proxy.ConnectionString, "ours, blocking", blocks: true);
        await using var curator = await Curator.StartAsync(proxy.ConnectionString);
        await using var kazoo = await Kazoo.StartAsync(proxy.ConnectionString);
        var rounds = await Rounds.RunAsync(options, new Work(Name) { Cycles = options.Cycles / 2 }, bare, ours, blocking, curator, kazoo);

        // The same without the proxy tells what it really adds.
        await using var near = new BareSocketLock(setting.Server.ConnectionString, lists: false);
        var direct = setting.Options.Rtt > TimeSpan.Zero ? null : await Rounds.RunAsync(options, new Work(Name) { Cycles = options.Cycles }, near);
        report.Show(rounds.ToTable());
        if (direct is not null)
        {
            var added = rounds.Median(bare, batch => batch.AcquireMedian) - direct.Median(near, batch => batch.AcquireMedian);
            report.Say(string.Create(CultureInfo.InvariantCulture, $"the proxy adds {added:0.00} ms to a bare create, of {2 * delay.TotalMilliseconds:0.##} wanted"));
        }

        report.Add(Name, rounds.Ratio(ours, bare, batch => batch.AcquireMedian), Goal.AtMost(1.1));
        report.Add($"{Name}-blocking", rounds.Ratio(blocking, bare, batch => batch.AcquireMedian), Goal.AtMost(1.1));
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"for comparison: Curator {rounds.Ratio(curator, bare, batch => batch.AcquireMedian):0.00}, kazoo {rounds.Ratio(kazoo, bare, batch => batch.AcquireMedian):0.00}"));
    }
}
