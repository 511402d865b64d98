using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>The floor: a blocking socket that sends the requests of an uncontended lock and waits for their answers, and does nothing else.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="lists">Whether it lists the queue as locks do, or only creates and deletes.</param>
internal sealed class BareSocketLock(string server, bool lists = true) : IOpponent
{
    private readonly BareConnection _connection = new(server);

    public string Name => lists ? "bare socket" : "bare create";

    public int WarmUpCycles => 1000;

    public Task<Batch> RunAsync(Work work)
    {
        var parent = $"/locks/{work.Lock}-bare";
        _connection.CreateParents(parent);
        var node = "";
        return Loops.RunBlockingAsync(work, () => node = Acquire(parent), () => Release(node));
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Acquire(string parent)
    {
        _connection.WriteCreate($"{parent}/z0123456789abcdef01234567__lock__");
        if (lists)
        {
            _connection.WriteList(parent);
        }

        _connection.Send();
        var node = _connection.ReceiveCreated();
        if (lists)
        {
            _connection.Receive();
        }

        return node;
    }

    private void Release(string node)
    {
        _connection.WriteDelete(node);
        _connection.Send();
        _connection.Receive();
    }
}
