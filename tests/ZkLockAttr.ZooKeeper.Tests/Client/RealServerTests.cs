using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>What only a server in a process of its own can show.</summary>
public sealed class RealServerTests
{
    private const int Limit = 60_000;

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_session_outlives_a_crash_of_the_server()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var client = new ZooKeeperClient(server.ConnectionString, new ZooKeeperClientOptions { SessionTimeout = TimeSpan.FromSeconds(10) });
        await client.CreateAsync("/ephemeral", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var lost = new TaskCompletionSource();
        await client.GetDataAsync("/ephemeral", _ => lost.SetResult());

        await server.StopAsync();
        await lost.Task;
        await server.StartAsync();

        // A server that is starting takes connections, with the handshake and what is behind it, and closes them.
        Assert.NotNull(await KnownOutcome.Of(() => client.ExistsAsync("/ephemeral")));
        Assert.Equal(session, client.SessionId);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_client_made_before_its_server_is_up_finds_it()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await server.StopAsync();
        await using var client = new ZooKeeperClient(server.ConnectionString);
        var exists = KnownOutcome.Of(() => client.ExistsAsync("/"));

        await server.StartAsync();

        Assert.NotNull(await exists);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_session_that_dies_unseen_takes_its_nodes_with_it()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var observer = new ZooKeeperClient(server.ConnectionString);
        await using var proxy = FaultProxy.Start(server);
        await using var client = new ZooKeeperClient(proxy.ConnectionString, new ZooKeeperClientOptions { SessionTimeout = TimeSpan.FromSeconds(3) });
        await client.CreateAsync("/ephemeral", null, CreateMode.Ephemeral);
        var deleted = new TaskCompletionSource<WatchEvent>();
        await observer.GetDataAsync("/ephemeral", deleted.SetResult);

        using (proxy.Hold(Traffic.Both))
        {
            Assert.Equal(WatchEventType.Deleted, (await deleted.Task).Type);
        }
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_container_goes_some_time_after_its_last_child()
    {
        await using var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { ContainerCheckInterval = TimeSpan.FromMilliseconds(100) });
        await using var client = new ZooKeeperClient(server.ConnectionString);
        await client.CreateAsync("/container", null, CreateMode.Container);
        await client.CreateAsync("/container/child", null, CreateMode.Persistent);
        var deleted = new TaskCompletionSource<WatchEvent>();
        await client.GetDataAsync("/container", deleted.SetResult);

        await client.DeleteAsync("/container/child");

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/container"), await deleted.Task);
    }
}
