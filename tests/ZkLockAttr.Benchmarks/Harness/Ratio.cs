using System.Globalization;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>A number that has a goal.</summary>
internal sealed record Ratio
{
    // As it is printed: whether the goal is met is to be seen from the line.
    private const int Decimals = 2;

    public Ratio(string name, double value, Goal goal)
    {
        Name = name;
        Value = Math.Round(value, Decimals);
        Goal = goal;
    }

    public string Name { get; }

    public double Value { get; }

    public Goal Goal { get; }

    public bool IsMet => Goal.IsMetBy(Value);

    /// <summary>The line for machines.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ratio {Name} {Value:0.##} goal {Goal}");
}
