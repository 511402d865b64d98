namespace ZkLockAttr.Benchmarks.Plots;

/// <summary>What one opponent reached.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">Callers, and cycles a second.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);
