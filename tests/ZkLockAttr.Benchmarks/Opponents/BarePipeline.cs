using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor for many locks at once: a socket that sends all their requests in one go, and then all their deletes.</summary>
internal sealed class BarePipeline(string server, int count) : IOpponent
{
    private readonly BareConnection _connection = new(server);
    private readonly string[] _nodes = new string[count];

    public string Name => "bare pipeline";

    public int WarmUpCycles => 10;

    public async Task<Batch> RunAsync(Work work)
    {
        var parents = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"/locks/{work.Lock}/bare{i}")).ToArray();
        Array.ForEach(parents, _connection.CreateParents);
        return await Loops.RunBlockingAsync(work, () => Acquire(parents), Release);
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Acquire(string[] parents)
    {
        foreach (var parent in parents)
        {
            _connection.WriteCreate($"{parent}/z0123456789abcdef01234567__lock__");
            _connection.WriteList(parent);
        }

        _connection.Send();
        for (var i = 0; i < count; i++)
        {
            _nodes[i] = _connection.ReceiveCreated();
            _connection.Receive();
        }
    }

    private void Release()
    {
        Array.ForEach(_nodes, _connection.WriteDelete);
        _connection.Send();
        for (var i = 0; i < count; i++)
        {
            _connection.Receive();
        }
    }
}
