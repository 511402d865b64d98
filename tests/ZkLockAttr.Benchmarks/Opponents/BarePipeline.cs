using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor for many locks at once: a socket that sends all their requests in one go, and then all their deletes.</summary>
internal sealed class BarePipeline(string server, int count) : IOpponent
{
    private readonly string[] _nodes = new string[count];

    public string Name => "bare pipeline";

    public int WarmUpCycles => 10;

    public async Task<Batch> RunAsync(Work work)
    {
        var parents = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"/locks/{work.Lock}/bare{i}")).ToArray();
        using var connection = new BareConnection(server);
        Array.ForEach(parents, connection.CreateParents);
        return await Loops.RunBlockingAsync(work, () => Acquire(connection, parents), () => Release(connection));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Acquire(BareConnection connection, string[] parents)
    {
        foreach (var parent in parents)
        {
            connection.WriteCreate($"{parent}/{BareConnection.Contender}");
            connection.WriteList(parent);
        }

        connection.Send();
        for (var i = 0; i < count; i++)
        {
            _nodes[i] = connection.ReceiveCreated();
            connection.Receive();
        }
    }

    private void Release(BareConnection connection)
    {
        Array.ForEach(_nodes, connection.WriteDelete);
        connection.Send();
        for (var i = 0; i < count; i++)
        {
            connection.Receive();
        }
    }
}
