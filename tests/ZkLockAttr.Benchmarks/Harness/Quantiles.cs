namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>Medians and the like.</summary>
internal static class Quantiles
{
    /// <summary>The middle one, or what is half-way between the middle two.</summary>
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <summary>The value that this part of all is below, with what lies between two values as far between them.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
        {
            throw new ArgumentException("Nothing was measured.", nameof(values));
        }

        var place = part * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
