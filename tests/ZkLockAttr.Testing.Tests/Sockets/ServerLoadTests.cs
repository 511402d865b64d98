using System.Net.Sockets;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Sockets;

public class ServerLoadTests
{
    [Fact]
    public void Many_connections_live_side_by_side()
    {
        using var server = ZooKeeperTestServer.Start();
        var clients = Enumerable.Range(0, 600).Select(_ => SocketClient.ConnectTo(server)).ToArray();

        foreach (var client in clients)
        {
            client.Send(OpCode.Create, RequestCalls.CreateBody("/n-", CreateMode.EphemeralSequential));
        }

        Assert.Equal(600, clients.Select(client => client.Read()!.Path()).Distinct().Count());
        Assert.Equal(600, server.Statistics.OpenConnections);
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task Who_does_not_read_holds_nobody_up()
    {
        using var server = ZooKeeperTestServer.Start();
        using var slow = SocketClient.ConnectTo(server);
        using var other = SocketClient.ConnectTo(server);
        slow.Create("/big", data: new byte[900_000]).Ok();

        const int Count = 40;
        for (var i = 0; i < Count; i++)
        {
            slow.Send(OpCode.GetData, new PathWatch("/big", false).Write);
        }

        await server.WaitUntilAsync(s => s.Statistics.Count(ServerOperation.GetData) == Count);
        other.Create("/quick").Ok();
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(900_000, slow.Read()!.DataAndStat().Data!.Length);
        }
    }

    [Fact]
    public void Who_never_reads_is_cut_off()
    {
        using var server = ZooKeeperTestServer.Start();
        using var slow = SocketClient.ConnectTo(server);
        using var other = SocketClient.ConnectTo(server);
        slow.Create("/big", data: new byte[1_000_000]).Ok();

        // The rest of the requests may meet a closed socket.
        var failed = Record.Exception(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                slow.Send(OpCode.GetData, new PathWatch("/big", false).Write);
            }
        });

        Assert.True(failed is null or SocketException);
        while (server.Statistics.OpenConnections > 1)
        {
            other.Ping().Ok();
        }

        Assert.Equal(2, server.Sessions.Count);
    }

    [Fact]
    public void A_starved_thread_pool_does_not_stop_it()
    {
        using var server = ZooKeeperTestServer.Start(new() { TickTime = TimeSpan.FromMilliseconds(20) });
        using var client = SocketClient.ConnectTo(server);
        var release = new ManualResetEventSlim(); // not disposed: some of the work items begin only when the test is over
        for (var i = 0; i < 50; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), null);
        }

        try
        {
            client.Create("/a").Ok();
            using var brief = SocketClient.ConnectTo(server, timeoutMs: 40);
            Assert.Null(brief.Read()); // its end does not need the pool either
            SocketClient.ConnectTo(server).Dispose();
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public void A_client_that_leaves_is_forgotten_and_its_session_is_not()
    {
        using var server = ZooKeeperTestServer.Start();
        using var watcher = SocketClient.ConnectTo(server);
        var client = SocketClient.ConnectTo(server);
        client.GetData("/", watch: true).Ok();
        client.Dispose();

        while (server.Statistics.OpenConnections > 1)
        {
            watcher.Ping().Ok();
        }

        Assert.Equal((0, 2), (server.Statistics.Watches, server.Sessions.Count));
    }
}
