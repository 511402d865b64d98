namespace ZkLockAttr.Benchmarks.Plots;

/// <summary>Places values on a line by their logarithm.</summary>
/// <param name="least">The value at <paramref name="start"/>.</param>
/// <param name="most">The value at <paramref name="end"/>.</param>
/// <param name="start">Where the line begins.</param>
/// <param name="end">Where it ends; it may be before its start.</param>
internal sealed class LogScale(double least, double most, double start, double end)
{
    /// <summary>A scale whose ends are powers of ten round all values.</summary>
    public static LogScale Round(IReadOnlyCollection<double> values, double start, double end) =>
        new(Math.Pow(10, Math.Floor(Math.Log10(values.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(values.Max()))), start, end);

    /// <summary>The powers of ten on the scale.</summary>
    public IEnumerable<double> Decades()
    {
        for (var power = Math.Ceiling(Math.Log10(least)); power <= Math.Log10(most); power++)
        {
            yield return Math.Pow(10, power);
        }
    }

    /// <summary>Where a value is.</summary>
    public double Place(double value) => start + ((end - start) * Math.Log(value / least) / Math.Log(most / least));
}
