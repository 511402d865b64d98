using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Rows;

namespace ZkLockAttr.Benchmarks;

/// <summary>All that can be measured.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IBenchmark> Benchmarks { get; } =
    [
        new Uncontended(),
        new Opposed(),
        new RoundTrips(),
        new Allocations(),
        new HandOver(),
        new ContendedHandOver(),
        new Processes(),
        new Retained(),
        new SeveralNames(),
        new Heartbeats(),
        new ManyLocks(),
        new Crowd(),
        new WaitingCallers(),
    ];

    public static IBenchmark Plot { get; } = new Plots.CyclesByCallers();
}
