using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor: a blocking socket that sends the requests of an uncontended lock and waits for their answers, and does nothing else.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="lists">Whether it lists the queue as locks do, or only creates and deletes.</param>
internal sealed class BareSocketLock(string server, bool lists = true) : IOpponent
{
    public string Name => lists ? "bare socket" : "bare create";

    public int WarmUpCycles => 1000;

    public async Task<Batch> RunAsync(Work work)
    {
        var parent = $"/locks/{work.Lock}-bare";
        using var connection = new BareConnection(server);
        connection.CreateParents(parent);
        var node = "";
        return await Loops.RunBlockingAsync(work, () => node = Acquire(connection, parent), () => Release(connection, node));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Acquire(BareConnection connection, string parent)
    {
        connection.WriteCreate($"{parent}/{BareConnection.Contender}");
        if (lists)
        {
            connection.WriteList(parent);
        }

        connection.Send();
        var node = connection.ReceiveCreated();
        if (lists)
        {
            connection.Receive();
        }

        return node;
    }

    private static void Release(BareConnection connection, string node)
    {
        connection.WriteDelete(node);
        connection.Send();
        connection.Receive();
    }
}
