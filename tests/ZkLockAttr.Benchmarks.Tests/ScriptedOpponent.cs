using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

/// <summary>Tells when it has its turn, and takes as long for a cycle as the script says: one time for each turn.</summary>
internal sealed class ScriptedOpponent(string name, ICollection<string> turns, params double[] milliseconds) : IOpponent
{
    private readonly Queue<double> _milliseconds = new(milliseconds);

    public string Name => name;

    public int WarmUpCycles { get; init; }

    public Task<Batch> RunAsync(Work work)
    {
        turns.Add(work.Cycles == 0 ? name : $"{name} {work.Cycles}");
        var cycle = _milliseconds.Dequeue();
        return Task.FromResult(new Batch([cycle / 2], [cycle], cycle / 1000));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
