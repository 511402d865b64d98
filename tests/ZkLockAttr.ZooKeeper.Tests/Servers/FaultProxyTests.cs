using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Servers;

public sealed class FaultProxyTests
{
    [RealZooKeeperFact]
    public async Task What_is_held_back_is_noted_and_arrives_when_released()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var proxy = FaultProxy.Start(server);
        await using var client = new ZooKeeperClient(proxy.ConnectionString);
        await client.ExistsAsync("/");
        var requested = proxy.WaitForRequestAsync(request => request.Does(RequestKind.Create, "/held"));
        var answered = proxy.WaitForAnswerAsync(request => request.Does(RequestKind.Create, "/held"));

        Task<string> created;
        using (proxy.Hold(Traffic.ToClient))
        {
            using (proxy.Hold(Traffic.ToServer))
            {
                created = client.CreateAsync("/held", null, CreateMode.Persistent);
                await requested;
                Assert.False(answered.IsCompleted);
            }

            await answered;
            Assert.False(created.IsCompleted);
        }

        Assert.Equal("/held", await created);
    }

    [RealZooKeeperFact]
    public async Task An_isolated_server_answers_pings_only()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var proxy = FaultProxy.Start(server);
        await using var client = new ZooKeeperClient(proxy.ConnectionString, new ZooKeeperClientOptions { SessionTimeout = TimeSpan.FromSeconds(10) });
        await client.ExistsAsync("/");
        var before = proxy.ConnectionCount;

        Task<string> created;
        using (proxy.Isolate())
        {
            var ping = proxy.WaitForRequestAsync(request => request.Kind == RequestKind.Ping);
            created = client.CreateAsync("/isolated", null, CreateMode.Persistent);
            await ping;
            Assert.False(created.IsCompleted);
        }

        Assert.Equal("/isolated", await created);
        Assert.Equal(before, proxy.ConnectionCount);
    }

    [RealZooKeeperTheory]
    [InlineData(Traffic.ToServer)]
    [InlineData(Traffic.ToClient)]
    public async Task A_torn_frame_cuts_its_connection_and_the_client_comes_back(Traffic traffic)
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var proxy = FaultProxy.Start(server);
        await using var client = new ZooKeeperClient(proxy.ConnectionString);
        await client.ExistsAsync("/");

        using (proxy.TearFrames(traffic, every: 5))
        {
            while (proxy.TornFrames == 0)
            {
                // Pings count, too: which request it strikes is not known.
                await Record.ExceptionAsync(() => client.ExistsAsync("/"));
            }
        }

        Assert.NotNull(await client.ExistsAsync("/"));
        Assert.Equal(1 + proxy.TornFrames, proxy.ConnectionCount);
    }
}
