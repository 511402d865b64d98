using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Servers;

public sealed class RealZooKeeperTests
{
    [RealZooKeeperFact]
    public async Task Keeps_its_port_and_data_when_killed_and_started_again()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using (var client = new ZooKeeperClient(server.ConnectionString))
        {
            await client.CreateAsync("/kept", null, CreateMode.Persistent);
        }

        var before = server.ConnectionString;
        await server.StopAsync();
        await server.StartAsync();

        Assert.Equal(before, server.ConnectionString);
        await using var next = new ZooKeeperClient(server.ConnectionString);
        Assert.NotNull(await next.ExistsAsync("/kept"));
    }

    [RealZooKeeperFact]
    public async Task Answers_four_letter_words()
    {
        await using var server = await RealZooKeeper.LaunchAsync();

        Assert.Equal("imok", await server.FourLetterWordAsync("ruok"));
        Assert.Equal(0, await server.MonitorAsync("zk_watch_count"));
    }

    [RealZooKeeperFact]
    public async Task Ends_a_session_on_request()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var owner = new ZooKeeperClient(server.ConnectionString);
        await using var other = new ZooKeeperClient(server.ConnectionString);
        await owner.CreateAsync("/ephemeral", null, CreateMode.Ephemeral);

        await server.ExpireSessionAsync(owner.SessionId);

        Assert.Null(await other.ExistsAsync("/ephemeral"));
    }

    [RealZooKeeperFact]
    public async Task Grants_sessions_of_one_second()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var other = new ZooKeeperClient(server.ConnectionString);
        await using var client = new ZooKeeperClient(server.ConnectionString, new ZooKeeperClientOptions { SessionTimeout = TimeSpan.FromSeconds(1) });

        // A server's first answer may take longer than a client with such a session waits.
        await other.ExistsAsync("/");
        await client.ExistsAsync("/");

        Assert.Equal(TimeSpan.FromSeconds(1), client.SessionTimeout);
    }
}
