using System.Diagnostics;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>What the floor costs who does not want to block a thread: .NET's own asynchronous socket, with the requests of <see cref="BareSocketLock"/>.</summary>
internal sealed class BareAsyncLock(string server) : IOpponent
{
    public string Name => "bare socket, async";

    public int WarmUpCycles => 1000;

    public Task<Batch> RunAsync(Work work) => Task.Run(() => LoopAsync(work, $"/locks/{work.Lock}-bare-async"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Batch> LoopAsync(Work work, string parent)
    {
        using var connection = new BareConnection(server);
        connection.CreateParents(parent);
        var start = Stopwatch.GetTimestamp();
        var times = new CycleTimes(work, start);
        while (times.Begin())
        {
            connection.WriteCreate($"{parent}/{BareConnection.Contender}");
            connection.WriteList(parent);
            connection.Send();
            await connection.WaitAsync();
            var node = connection.ReceiveCreated();
            connection.Receive();
            times.Acquired();

            connection.WriteDelete(node);
            connection.Send();
            await connection.WaitAsync();
            connection.Receive();
            times.Released();
        }

        return CycleTimes.ToBatch([times], start);
    }
}
