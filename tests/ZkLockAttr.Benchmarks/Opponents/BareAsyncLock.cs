using System.Diagnostics;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>What the floor costs who does not want to block a thread: .NET's own asynchronous socket, with the requests of <see cref="BareSocketLock"/>.</summary>
internal sealed class BareAsyncLock(string server) : IOpponent
{
    private readonly BareConnection _connection = new(server);

    public string Name => "bare socket, async";

    public int WarmUpCycles => 1000;

    public Task<Batch> RunAsync(Work work)
    {
        var parent = $"/locks/{work.Lock}-bare-async";
        _connection.CreateParents(parent);
        return Task.Run(() => LoopAsync(work, parent));
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Batch> LoopAsync(Work work, string parent)
    {
        var start = Stopwatch.GetTimestamp();
        var times = new CycleTimes(work, start);
        while (times.Begin())
        {
            _connection.WriteCreate($"{parent}/z0123456789abcdef01234567__lock__");
            _connection.WriteList(parent);
            _connection.Send();
            await _connection.WaitAsync();
            var node = _connection.ReceiveCreated();
            _connection.Receive();
            times.Acquired();

            _connection.WriteDelete(node);
            _connection.Send();
            await _connection.WaitAsync();
            _connection.Receive();
            times.Released();
        }

        return CycleTimes.ToBatch([times], start);
    }
}
