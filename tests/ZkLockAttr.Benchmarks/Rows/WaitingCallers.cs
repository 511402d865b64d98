using System.Diagnostics;
using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Very many callers of one process wait for one lock: what each costs, and whether that grows with their number.</summary>
internal sealed class WaitingCallers : IBenchmark
{
    private const int Growth = 10;
    private const int Rounds = 3;

    // Work that does not depend on the number of callers still gets slower with it, by the caches of the processor and by the garbage collector.
    private const double ConstantWork = 2;

    public string Name => "waiting-callers";

    public string Description => "100,000 callers of one process wait for one lock: bytes each, and the growth of their cost from 10,000";

    public async Task RunAsync(Setting setting)
    {
        var (options, report) = (setting.Options, setting.Report);
        var few = options.Quick ? 2_000 : 10_000;

        // Compiles.
        await MeasureAsync(setting, few / Growth);
        var (smalls, larges) = (new List<Costs>(), new List<Costs>());
        for (var round = 0; round < Rounds; round++)
        {
            smalls.Add(await MeasureAsync(setting, few));
            larges.Add(await MeasureAsync(setting, few * Growth));
        }

        var (small, large) = (Costs.Median(smalls), Costs.Median(larges));
        var table = new Table(["for each caller", .. new[] { few, few * Growth }.Select(count => string.Create(CultureInfo.InvariantCulture, $"of {count:#,0}"))]);
        table.Add("bytes", small.Bytes, large.Bytes);
        table.Add("join, us", small.Join, large.Join);
        table.Add("cancel, us", small.Cancel, large.Cancel);
        table.Add("serve, us", small.Serve, large.Serve);
        report.Show(table);
        report.Add($"{Name}-bytes", large.Bytes, Goal.AtMost(1024));
        report.Add($"{Name}-join", large.Join / small.Join, Goal.AtMost(ConstantWork));
        report.Add($"{Name}-cancel", large.Cancel / small.Cancel, Goal.AtMost(ConstantWork));
        report.Add($"{Name}-serve", large.Serve / small.Serve, Goal.AtMost(ConstantWork));
    }

    private async Task<Costs> MeasureAsync(Setting setting, int count)
    {
        await using var locks = new OurLocks(setting.Server.ConnectionString);
        var request = HandOver.Request(Name);
        var asked = new ValueTask<LockHandle>[count];
        using var cancellation = new CancellationTokenSource();

        // The holder is one of this process too: the others need no node to wait behind.
        var holder = await locks.Locks.AcquireAsync(request);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var join = Time(count, () => Flows.Ask(asked, _ => locks.Locks.AcquireAsync(request, cancellationToken: cancellation.Token)));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        var cancel = Time(count, cancellation.Cancel);
        await SettleAsync(asked);

        using var end = new CancellationTokenSource();
        Flows.Ask(asked, _ => locks.Locks.AcquireAsync(request, cancellationToken: end.Token));
        var served = count / Growth;
        var start = Stopwatch.GetTimestamp();
        await holder.DisposeAsync();
        for (var i = 0; i < served; i++)
        {
            await (await asked[i]).DisposeAsync();
        }

        var serve = Stopwatch.GetElapsedTime(start).TotalMicroseconds / served;
        end.Cancel();
        await SettleAsync(asked.AsMemory(served));
        return new Costs(bytes, join, cancel, serve);
    }

    private static double Time(int count, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }

    private static async Task SettleAsync(ReadOnlyMemory<ValueTask<LockHandle>> asked)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            try
            {
                await (await asked.Span[i]).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    private sealed record Costs(double Bytes, double Join, double Cancel, double Serve)
    {
        public static Costs Median(IReadOnlyCollection<Costs> rounds) => new(
            Quantiles.Median(rounds.Select(round => round.Bytes)),
            Quantiles.Median(rounds.Select(round => round.Join)),
            Quantiles.Median(rounds.Select(round => round.Cancel)),
            Quantiles.Median(rounds.Select(round => round.Serve)));
    }
}
