using System.Globalization;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor for several locks together: a blocking socket that makes their nodes in one transaction, lists their queues, and deletes in another.</summary>
internal sealed class BareJointLock(string server, int count) : IOpponent
{
    public string Name => $"bare socket, {count} names";

    public int WarmUpCycles => 1000;

    public async Task<Batch> RunAsync(Work work)
    {
        using var connection = new BareConnection(server);
        var parents = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"/locks/{work.Lock}-bare/{i}")).ToArray();
        Array.ForEach(parents, connection.CreateParents);
        var prefixes = Array.ConvertAll(parents, parent => $"{parent}/{BareConnection.Contender}");
        string[] nodes = [];
        return await Loops.RunBlockingAsync(work, () => nodes = Acquire(connection, parents, prefixes), () => Release(connection, nodes));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string[] Acquire(BareConnection connection, string[] parents, string[] prefixes)
    {
        connection.WriteCreateTogether(prefixes);
        Array.ForEach(parents, connection.WriteList);
        connection.Send();
        var nodes = connection.ReceiveCreatedTogether(count);
        for (var i = 0; i < count; i++)
        {
            connection.Receive();
        }

        return nodes;
    }

    private static void Release(BareConnection connection, string[] nodes)
    {
        connection.WriteDeleteTogether(nodes);
        connection.Send();
        connection.Receive();
    }
}
