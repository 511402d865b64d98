using System.Diagnostics;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>
/// Opponents in turns on one server: a machine that is slow for a while is slow for all of them. What counts is the median of the rounds, and for two
/// opponents the median of what one was to the other in each round.
/// </summary>
internal sealed class Rounds
{
    private const int WarmUpBatch = 250;

    private readonly IReadOnlyList<IOpponent> _opponents;
    private readonly Dictionary<IOpponent, List<Batch>> _batches;

    private Rounds(IReadOnlyList<IOpponent> opponents)
    {
        _opponents = opponents;
        _batches = opponents.ToDictionary(opponent => opponent, _ => new List<Batch>());
    }

    /// <summary>Warms all up, then lets each have its turn so often.</summary>
    public static async Task<Rounds> RunAsync(BenchmarkOptions options, Work work, params IReadOnlyList<IOpponent> opponents)
    {
        var rounds = new Rounds(opponents);
        foreach (var opponent in opponents)
        {
            await WarmUpAsync(opponent, work.Lock, options.WarmUp);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            // Another one begins each time: whoever follows a busy opponent may have to suffer from it.
            for (var turn = 0; turn < opponents.Count; turn++)
            {
                var opponent = opponents[(round + turn) % opponents.Count];
                rounds._batches[opponent].Add(await opponent.RunAsync(work));
            }
        }

        return rounds;
    }

    /// <summary>The median of the rounds.</summary>
    public double Median(IOpponent opponent, Func<Batch, double> what) => Quantiles.Median(_batches[opponent].Select(what));

    /// <summary>The median of what one was to the other in each round.</summary>
    public double Ratio(IOpponent one, IOpponent other, Func<Batch, double> what) =>
        Quantiles.Median(_batches[one].Zip(_batches[other], (ours, theirs) => what(ours) / what(theirs)));

    /// <summary>Latencies and throughput of all.</summary>
    public Table ToTable()
    {
        var table = new Table("", "acquire p50 ms", "cycle p50 ms", "cycle p99 ms", "cycles/s");
        foreach (var opponent in _opponents)
        {
            table.Add(
                opponent.Name,
                Median(opponent, batch => batch.AcquireMedian),
                Median(opponent, batch => batch.CycleMedian),
                Median(opponent, batch => Quantiles.Of(batch.Cycles, 0.99)),
                Median(opponent, batch => batch.CyclesPerSecond));
        }

        return table;
    }

    private static async Task WarmUpAsync(IOpponent opponent, string name, TimeSpan patience)
    {
        var start = Stopwatch.GetTimestamp();
        for (var done = 0; done < opponent.WarmUpCycles && Stopwatch.GetElapsedTime(start) < patience; done += WarmUpBatch)
        {
            await opponent.RunAsync(new Work(name) { Cycles = Math.Min(WarmUpBatch, opponent.WarmUpCycles - done) });
        }
    }
}
