using System.Runtime.CompilerServices;
using ZkLockAttr.Testing;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

public sealed class LeftoverTests
{
    private const int Limit = 60_000;
    private const int Clients = 50;

    [Fact(Timeout = Limit)]
    public async Task Clients_that_are_disposed_leave_nothing_behind()
    {
        await using var server = ZooKeeperTestServer.Start();
        var clients = new List<WeakReference>();
        for (var i = 0; i < Clients; i++)
        {
            clients.Add(await UseAsync(server));
        }

        await server.WaitUntilAsync(s => s.Statistics.OpenConnections == 0);
        Assert.Empty(server.Sessions);

        // Off the stack of what has disposed the last one; and a client's threads end behind its disposal.
        await Task.Yield();
        Assert.True(SpinWait.SpinUntil(() => IsCollected(clients), Limit));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(ZooKeeperTestServer server)
    {
        var client = new ZooKeeperClient(server.ConnectionString);
        using var cancellation = new CancellationTokenSource();
        await client.CreateAsync("/a", null, CreateMode.Ephemeral, cancellation.Token);
        await client.GetDataAsync("/a", _ => { }, cancellation.Token);
        await client.DisposeAsync();
        return new WeakReference(client);
    }

    private static bool IsCollected(List<WeakReference> clients)
    {
        GC.Collect();
        return !clients.Exists(client => client.IsAlive);
    }
}
