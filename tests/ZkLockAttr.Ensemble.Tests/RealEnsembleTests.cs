using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Processes;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests;

/// <summary>The ensemble itself: what the other tests rely on.</summary>
public sealed class RealEnsembleTests(EnsembleFixture fixture) : IClassFixture<EnsembleFixture>
{
    private const int Limit = 60_000;

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Watches_are_counted_until_they_have_fired_or_their_connection_is_closed()
    {
        var server = fixture.Ensemble.Servers[1];
        await using (var client = new ZooKeeperClient(server.ConnectionString))
        {
            await client.CreateAsync("/watched", null, CreateMode.Persistent);
            await client.GetDataAsync("/watched", _ => { });
            await client.GetChildrenAsync("/watched", _ => { });
            Assert.Equal(2, await server.CountWatchesAsync());

            await client.SetDataAsync("/watched", null);
            Assert.Equal(1, await server.CountWatchesAsync());
        }

        Assert.Equal(0, await server.CountWatchesAsync());
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_session_is_ended_by_way_of_any_server_and_its_nodes_were_made_before()
    {
        await using var client = new ZooKeeperClient(fixture.Ensemble.Servers[0].ConnectionString);
        var before = (await client.CreateWithStatAsync("/before", null, CreateMode.Ephemeral)).Stat.Czxid;

        var end = await fixture.Ensemble.Servers[2].ExpireSessionAsync(client.SessionId);
        await using var another = new ZooKeeperClient(fixture.Ensemble.ConnectionString);
        var after = (await another.CreateWithStatAsync("/before", null, CreateMode.Ephemeral)).Stat.Czxid;

        Assert.InRange(end, before + 1, after - 1);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_server_that_was_killed_comes_back_with_its_data()
    {
        var server = fixture.Ensemble.Servers[0];
        await using var client = new ZooKeeperClient(server.ConnectionString);
        await client.CreateAsync("/kept", null, CreateMode.Persistent);

        await server.KillAsync();
        await fixture.Ensemble.HealAsync();

        await using var again = new ZooKeeperClient(server.ConnectionString);
        Assert.NotNull(await again.ExistsAsync("/kept"));
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task An_ensemble_whose_last_server_does_not_get_the_port_of_its_elections_is_launched_anew()
    {
        const int PortsOfAnEnsemble = 9;
        using var somebody = new TcpListener(IPAddress.Loopback, FreePort.Find());
        somebody.Start();
        var asked = 0;

        await using var ensemble = await RealEnsemble.LaunchAsync(new RealEnsembleOptions
        {
            FindPort = () => ++asked == PortsOfAnEnsemble ? ((IPEndPoint)somebody.LocalEndpoint).Port : FreePort.Find(),
        });

        Assert.Equal(2 * PortsOfAnEnsemble, asked);
    }

    [EnsembleNetworkFact(Timeout = Limit)]
    public async Task A_follower_that_is_cut_off_answers_its_clients_and_hears_nothing_of_the_others()
    {
        await using var ensemble = await RealEnsemble.LaunchAsync(new RealEnsembleOptions { CanBeCut = true, SyncLimit = 20 });
        var follower = await ensemble.FindFollowerAsync();
        await using var there = new ZooKeeperClient(follower.ConnectionString);
        await using var leader = new ZooKeeperClient((await ensemble.FindLeaderAsync()).ConnectionString);
        await there.ExistsAsync("/");

        await follower.CutOffAsync();
        await leader.CreateAsync("/new", null, CreateMode.Persistent);
        Assert.Null(await there.ExistsAsync("/new"));

        await ensemble.HealAsync();
        await there.SyncAsync("/");
        Assert.NotNull(await there.ExistsAsync("/new"));
    }
}
