namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What an opponent has done in one turn.</summary>
/// <param name="Acquires">How long each acquire took, in milliseconds.</param>
/// <param name="Cycles">How long each acquire and release took together, in milliseconds.</param>
/// <param name="Seconds">How long all of it took.</param>
internal sealed record Batch(IReadOnlyList<double> Acquires, IReadOnlyList<double> Cycles, double Seconds)
{
    public double AcquireMedian => Quantiles.Median(Acquires);

    public double CycleMedian => Quantiles.Median(Cycles);

    public double CyclesPerSecond => Cycles.Count / Seconds;

    /// <summary>What several did at the same time.</summary>
    public static Batch Together(IReadOnlyCollection<Batch> batches) => new(
        [.. batches.SelectMany(batch => batch.Acquires)], [.. batches.SelectMany(batch => batch.Cycles)], batches.Max(batch => batch.Seconds));
}
