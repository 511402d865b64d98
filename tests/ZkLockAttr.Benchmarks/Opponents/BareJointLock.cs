using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor for several locks together: a blocking socket that makes their nodes in one transaction, lists their queues, and deletes in another.</summary>
internal sealed class BareJointLock(string server, int count) : IOpponent
{
    private readonly BareConnection _connection = new(server);

    public string Name => $"bare socket, {count} names";

    public int WarmUpCycles => 1000;

    public Task<Batch> RunAsync(Work work)
    {
        var parents = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"/locks/{work.Lock}-bare/{i}")).ToArray();
        Array.ForEach(parents, _connection.CreateParents);
        var prefixes = Array.ConvertAll(parents, parent => $"{parent}/z0123456789abcdef01234567__lock__");
        string[] nodes = [];
        return Loops.RunBlockingAsync(work, () => nodes = Acquire(parents, prefixes), () => Release(nodes));
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private string[] Acquire(string[] parents, string[] prefixes)
    {
        _connection.WriteCreateTogether(prefixes);
        Array.ForEach(parents, _connection.WriteList);
        _connection.Send();
        var nodes = _connection.ReceiveCreatedTogether(count);
        for (var i = 0; i < count; i++)
        {
            _connection.Receive();
        }

        return nodes;
    }

    private void Release(string[] nodes)
    {
        _connection.WriteDeleteTogether(nodes);
        _connection.Send();
        _connection.Receive();
    }
}
