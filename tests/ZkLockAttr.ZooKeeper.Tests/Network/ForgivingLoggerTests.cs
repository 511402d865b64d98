using ZkLockAttr.Shared;
using ZkLockAttr.Testing;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>A session logs on threads of its own, where an exception would end the process.</summary>
public sealed class ForgivingLoggerTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_logger_that_throws_costs_no_session(bool throwsWhenAsked)
    {
        await using var server = ZooKeeperTestServer.Start();
        var logger = new ThrowingLogger(throwsWhenAsked);
        await using var client = new ZooKeeperClient(server.ConnectionString, new ZooKeeperClientOptions { LoggerFactory = logger });

        await client.CreateAsync("/a", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var lost = new TaskCompletionSource();
        await client.GetDataAsync("/a", _ => lost.SetResult());
        server.DropConnections();
        await lost.Task;

        Assert.NotNull(await client.ExistsAsync("/a"));
        Assert.Equal(session, client.SessionId);
        Assert.True(logger.Calls > 0);
    }
}
