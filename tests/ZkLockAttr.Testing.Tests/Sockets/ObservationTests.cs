using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Sockets;

public class ObservationTests
{
    [Fact]
    public void The_tree_can_be_looked_at()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        client.Create("/a", data: [1, 2]).Ok();
        client.Create("/a/c").Ok();
        client.Create("/a/b").Ok();
        client.GetChildren("/a", watch: true).Ok();
        client.Exists("/a", watch: true).Ok();

        Assert.Equal(["b", "c"], server.GetChildren("/a"));
        Assert.Equal([1, 2], server.GetData("/a"));
        Assert.Equal(2, server.GetStat("/a")!.Value.NumChildren);
        Assert.Equal(2, server.CountWatches("/a"));
        Assert.False(server.Exists("/b"));
        Assert.Empty(server.GetChildren("/b"));
        Assert.Null(server.GetData("/b"));
        Assert.Null(server.GetStat("/b"));
    }

    [Fact]
    public void Requests_reads_and_connections_are_counted()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        var before = server.Statistics;

        client.SendTogether((OpCode.Create, RequestCalls.CreateBody("/a")), (OpCode.GetChildren2, new PathWatch("/", true).Write));
        client.Read();
        client.Read();
        client.Delete("/missing");

        var after = server.Statistics;
        Assert.Equal((1, 1, 1), (after.Count(ServerOperation.Create), after.Count(ServerOperation.GetChildren2), after.Count(ServerOperation.Delete)));
        Assert.Equal((1, 0), (after.Count(ServerOperation.Connect), after.Count(ServerOperation.Ping)));
        Assert.Equal((3, 2), (after.TotalRequests - before.TotalRequests, after.Receives - before.Receives));
        Assert.Equal((1, 1, 1), (after.AcceptedConnections, after.OpenConnections, after.Watches));
        Assert.Equal(before.LastZxid + 2, after.LastZxid);
    }

    [Fact]
    public async Task Waiting_sees_every_state_however_short()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        var wasThere = server.WaitUntilAsync(s => s.Exists("/a"));
        var isGone = server.WaitUntilAsync(s => s.Statistics.Count(ServerOperation.Delete) == 1 && !s.Exists("/a"));
        Assert.False(wasThere.IsCompleted);

        client.SendTogether((OpCode.Create, RequestCalls.CreateBody("/a")), (OpCode.Delete, new PathVersion("/a", -1).Write));

        await wasThere;
        await isGone;
        Assert.True(server.WaitUntilAsync(_ => true).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Waiting_sees_sessions_watches_and_connections()
    {
        using var server = ZooKeeperTestServer.Start();
        var connected = server.WaitUntilAsync(s => s.Statistics.OpenConnections == 1);
        var attached = server.WaitUntilAsync(s => s.Sessions.Count == 1);
        var watching = server.WaitUntilAsync(s => s.CountWatches("/a") == 1);
        using (var client = SocketClient.ConnectTo(server))
        {
            await connected;
            await attached;
            client.Exists("/a", watch: true);
            await watching;
        }

        await server.WaitUntilAsync(s => s.Statistics.OpenConnections == 0);
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_with_the_server_and_with_an_error()
    {
        var server = ZooKeeperTestServer.Start();
        using var cancellation = new CancellationTokenSource();
        var cancelled = server.WaitUntilAsync(_ => false, cancellation.Token);
        var abandoned = server.WaitUntilAsync(_ => false);
        var failing = server.WaitUntilAsync(s => s.Exists("/a") ? throw new FormatException() : false);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        using (var client = SocketClient.ConnectTo(server))
        {
            client.Create("/a").Ok();
            client.Create("/b").Ok();
        }

        await Assert.ThrowsAsync<FormatException>(() => failing);
        server.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => abandoned);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.WaitUntilAsync(_ => false));
    }
}
