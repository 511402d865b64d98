using ZkLockAttr.Benchmarks.Servers;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>Where and how a benchmark is run.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Server">The server, which nobody else uses.</param>
/// <param name="Report">What was found goes there.</param>
internal sealed record Setting(BenchmarkOptions Options, BenchmarkServer Server, Report Report);
