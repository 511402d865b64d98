using System.Globalization;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>How hard and how long; see <see cref="StressTests"/>.</summary>
/// <param name="Seed">What decides which faults come, when, and for how long, and what the lockers do.</param>
/// <param name="Duration">For how long new faults come.</param>
internal sealed record StressOptions(int Seed, TimeSpan Duration)
{
    public const string SeedVariable = "ZKLOCK_STRESS_SEED";
    public const string MinutesVariable = "ZKLOCK_STRESS_MINUTES";

    private const double ShortMinutes = 2.25;

    public static StressOptions FromEnvironment() => new(
        Read(SeedVariable) is { } seed ? (int)seed : Random.Shared.Next(1_000_000),
        TimeSpan.FromMinutes(Read(MinutesVariable) ?? ShortMinutes));

    private static double? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : null;
}
