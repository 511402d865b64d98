using System.Globalization;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What a number should be.</summary>
internal readonly record struct Goal
{
    private readonly bool _isMost;
    private readonly double _limit;

    private Goal(bool isMost, double limit)
    {
        _isMost = isMost;
        _limit = limit;
    }

    /// <summary>So much or less.</summary>
    public static Goal AtMost(double limit) => new(true, limit);

    /// <summary>So much or more.</summary>
    public static Goal AtLeast(double limit) => new(false, limit);

    /// <summary>Whether it is met.</summary>
    public bool IsMetBy(double value) => _isMost ? value <= _limit : value >= _limit;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(_isMost ? "<=" : ">=")} {_limit:0.###}");
}
