using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;
using ZkLockAttr.Benchmarks.Rows;
using ZkLockAttr.Shared;

namespace ZkLockAttr.Benchmarks.Plots;

/// <summary>How many cycles a second more and more callers of one process reach on one lock, as a picture.</summary>
internal sealed class CyclesByCallers : IBenchmark
{
    private static readonly int[] Callers = [1, 2, 4, 8, 16, 32, 64];

    public string Name => "plot";

    public string Description => "cycles a second of 1 to 64 callers of one process on one lock, drawn into docs/images/cycles-by-callers.svg";

    public async Task RunAsync(Setting setting)
    {
        var server = setting.Server.ConnectionString;
        await using var handed = new OurLocks(server, "ours, handed over", HandOver.Request);
        await using var ours = new OurLocks(server, "ours, each with a node");
        await using var curator = await Curator.StartAsync(server);
        await using var kazoo = await Kazoo.StartAsync(server);
        IOpponent[] opponents = [handed, ours, curator, kazoo];
        var curves = opponents.ToDictionary(opponent => opponent, _ => new List<(double X, double Y)>());
        var table = new Table(["cycles/s", .. opponents.Select(opponent => opponent.Name)]);
        foreach (var callers in Callers)
        {
            var rounds = await Rounds.RunAsync(setting.Options, new Work(Name) { Callers = callers, Duration = setting.Options.Turn }, opponents);
            foreach (var opponent in opponents)
            {
                curves[opponent].Add((callers, rounds.Median(opponent, batch => batch.CyclesPerSecond)));
            }

            table.Add(string.Create(CultureInfo.InvariantCulture, $"{callers} callers"), [.. opponents.Select(opponent => (double?)curves[opponent][^1].Y)]);
        }

        setting.Report.Show(table);
        var file = Path.Combine(Repository.Root, "docs", "images", "cycles-by-callers.svg");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, SvgPlot.Draw(
            "Acquire and release by many callers of one process, one lock",
            "callers",
            "cycles a second, all callers together",
            [.. opponents.Select(opponent => new Curve(opponent.Name, curves[opponent]))]));
        setting.Report.Say($"drawn into {file}");
    }
}
