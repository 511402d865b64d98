using System.Text.Json;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>A process that does cycles on command: it is asked by a line of JSON and answers by one, when it has done them.</summary>
internal sealed class DrivenOpponent : IOpponent
{
    private readonly DrivenProcess _process;

    private DrivenOpponent(string name, int warmUpCycles, DrivenProcess process)
    {
        Name = name;
        WarmUpCycles = warmUpCycles;
        _process = process;
    }

    public string Name { get; }

    public int WarmUpCycles { get; }

    /// <summary>Starts it and waits until it has a session.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="warmUpCycles">How many cycles it takes until it is as fast as it gets.</param>
    /// <param name="server">Where the server is.</param>
    /// <param name="program">The file to run.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<DrivenOpponent> StartAsync(string name, int warmUpCycles, string server, string program, IEnumerable<string> arguments)
    {
        var process = new DrivenProcess(message => new InvalidOperationException($"{name}: {message}"), program, arguments);
        try
        {
            await process.AskAsync("connect", ("hosts", server));
            return new DrivenOpponent(name, warmUpCycles, process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async Task<Batch> RunAsync(Work work)
    {
        var answer = await _process.AskAsync(
            "run",
            ("lock", work.Lock),
            ("callers", work.Callers),
            ("cycles", work.Cycles),
            ("milliseconds", (int)work.Duration.TotalMilliseconds));
        return new Batch(
            answer.GetProperty("acquires").Deserialize<double[]>()!, answer.GetProperty("cycles").Deserialize<double[]>()!, answer.GetProperty("seconds").GetDouble());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
