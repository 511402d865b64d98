using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>Callers of one process hand a lock over to each other while another process wants it too: how fast they are, and how long that one waits.</summary>
internal sealed class ContendedHandOver : IBenchmark
{
    private const int Callers = 16;

    // Hand-overs end 10 ms after somebody else may be waiting. The rest is for two passes, there and back.
    private const double LongestWaitMs = 15;

    public string Name => "hand-over-contended";

    public string Description => "16 callers of one process on one lock, handed over, with a contender in another process";

    public async Task RunAsync(Setting setting)
    {
        var (server, options, report) = (setting.Server.ConnectionString, setting.Options, setting.Report);
        await using var ours = new OurLocks(server, request: HandOver.Request);
        await using var other = await OurProcess.StartAsync(server);
        await using var curator = await Curator.StartAsync(server);
        await using var otherCurator = await Curator.StartAsync(server);
        await using var kazoo = await Kazoo.StartAsync(server);
        (string Name, IOpponent Many, IOpponent Other)[] settings =
            [("ours, and ours elsewhere", ours, other), ("ours, and kazoo elsewhere", ours, kazoo), ("Curator, and Curator elsewhere", curator, otherCurator)];

        // All have warmed up when they have had the lock alone.
        await Rounds.RunAsync(options with { GivenRounds = 1 }, new Work($"{Name}-alone") { Cycles = 1 }, ours, other, curator, otherCurator, kazoo);
        var many = settings.ToDictionary(each => each.Name, _ => new List<Batch>());
        var others = settings.ToDictionary(each => each.Name, _ => new List<Batch>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var (name, one, two) in settings)
            {
                // Not ours and Curator's on one path: they do not see each other.
                var work = new Work($"{Name}-{Array.FindIndex(settings, each => each.Name == name)}") { Duration = options.Turn };
                var batches = await Task.WhenAll(one.RunAsync(work with { Callers = Callers }), two.RunAsync(work));
                many[name].Add(batches[0]);
                others[name].Add(batches[1]);
            }
        }

        var table = new Table("cycles/s", "16 callers", "the other", "together");
        var waits = new Table("the other's wait, ms", "p10", "p50", "p90", "p99", "longest");
        foreach (var (name, _, _) in settings)
        {
            table.Add(name, PerSecond(many[name]), PerSecond(others[name]), Together(name));
            double[] all = [.. others[name].SelectMany(batch => batch.Acquires)];
            waits.Add(name, Quantiles.Of(all, 0.1), Quantiles.Median(all), Quantiles.Of(all, 0.9), Quantiles.Of(all, 0.99), all.Max());
        }

        report.Show(table);
        report.Show(waits);
        report.Say(Callings(many[settings[0].Name]));
        report.Add(Name, Together(settings[0].Name) / Together(settings[2].Name), Goal.AtLeast(20));
        report.Add($"{Name}-wait-ms", Wait(settings[0].Name), Goal.AtMost(LongestWaitMs));
        report.Add($"{Name}-kazoo-wait-ms", Wait(settings[1].Name), Goal.AtMost(LongestWaitMs));

        static double PerSecond(List<Batch> batches) => Quantiles.Median(batches.Select(batch => batch.CyclesPerSecond));
        double Together(string name) => PerSecond(many[name]) + PerSecond(others[name]);
        double Wait(string name) => Quantiles.Of(others[name].SelectMany(batch => batch.Acquires), 0.99);
    }

    // First come first served: nobody of the sixteen waits much longer than the others.
    private static string Callings(List<Batch> batches)
    {
        double[] waits = [.. batches.SelectMany(batch => batch.Acquires)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ours, a caller's wait among the 16: p50 {Quantiles.Median(waits):0.###} ms, p99 {Quantiles.Of(waits, 0.99):0.###} ms, longest {waits.Max():0.###} ms");
    }
}
