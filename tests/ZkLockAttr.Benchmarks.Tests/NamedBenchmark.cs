using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

/// <summary>Has a name, and measures nothing.</summary>
internal sealed class NamedBenchmark(string name) : IBenchmark
{
    public string Name => name;

    public string Description => "what it measures";

    public Task RunAsync(Setting setting) => Task.CompletedTask;
}
