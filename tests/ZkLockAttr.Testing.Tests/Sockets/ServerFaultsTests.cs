using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Sockets;

public class ServerFaultsTests
{
    [Fact]
    public void A_reply_can_be_lost_behind_its_write()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        using var fault = server.Faults.DropAfterApply(message => message.Operation == ServerOperation.Create);

        client.Send(OpCode.Create, RequestCalls.CreateBody("/a"));

        Assert.Null(client.Read());
        Assert.True(server.Exists("/a"));
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public void A_request_can_be_lost_before_it_is_applied()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        using var fault = server.Faults.DropBeforeApply(message => message.Path == "/a");

        client.Send(OpCode.Create, RequestCalls.CreateBody("/a"));

        Assert.Null(client.Read());
        Assert.False(server.Exists("/a"));
    }

    [Fact]
    public async Task Events_and_the_connections_end_can_be_made_to_arrive_together()
    {
        using var server = ZooKeeperTestServer.Start();
        using var holder = SocketClient.ConnectTo(server);
        using var waiter = SocketClient.ConnectTo(server);
        holder.Create("/e", CreateMode.Ephemeral).Ok();
        waiter.GetData("/e", watch: true).Ok();
        var hold = server.Faults.HoldReplies(message => message.SessionId == waiter.SessionId);

        holder.Delete("/e").Ok();
        server.ExpireSession(waiter.SessionId);
        await server.WaitUntilAsync(_ => hold.Hits == 1);
        Assert.Equal(0, waiter.Socket.Available);
        hold.Dispose();
        hold.Dispose();

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/e"), waiter.ReadEvent());
        Assert.Null(waiter.Read());
    }

    [Fact]
    public async Task Requests_can_be_held_and_let_go()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        var hold = server.Faults.HoldRequests(message => message.Operation == ServerOperation.Multi);
        client.Send(OpCode.Multi, RequestCalls.MultiBody((OpCode.Create, RequestCalls.CreateBody("/a"))));

        await server.WaitUntilAsync(_ => hold.Hits == 1);
        Assert.False(server.Exists("/a"));
        hold.Dispose();

        client.Read()!.Ok();
        Assert.True(server.Exists("/a"));
    }

    [Fact]
    public void An_isolated_endpoint_answers_pings_and_reads_but_no_sync()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var client = SocketClient.ConnectTo(server);
        using var fault = server.Faults.Isolate(0);

        client.Ping().Ok();
        server.ExpireSession(client.SessionId);
        client.Ping().Ok();
        client.Exists("/").Ok();
        client.Send(OpCode.Sync, writer => writer.WriteString("/"));
        fault.Dispose();

        Assert.Null(client.Read());
    }

    [Fact]
    public void A_lagging_endpoint_shows_old_children_until_its_client_has_synced()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var follower = SocketClient.ConnectTo(server, endpoint: 0);
        using var leader = SocketClient.ConnectTo(server, endpoint: 1);
        using var fault = server.Faults.Lag(0);

        leader.Create("/a").Ok();

        Assert.DoesNotContain("a", follower.GetChildren("/").Children());
        follower.Sync("/").Ok();
        Assert.Contains("a", follower.GetChildren("/").Children());
    }

    [Fact]
    public void Endpoints_that_do_not_serve_or_are_read_only_close_without_a_word()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var silent = server.Faults.StopServing(0);
        using var readOnly = server.Faults.ReadOnly(1);

        foreach (var endPoint in server.Endpoints)
        {
            using var client = new SocketClient(endPoint);
            client.SendConnect();
            Assert.Null(client.ReadConnectResponse());
        }
    }

    [Fact]
    public void A_moved_sessions_first_write_ends_its_connection()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var client = SocketClient.ConnectTo(server);
        server.MoveSession(client.SessionId, 1);

        client.Ping().Ok();
        client.Send(OpCode.Create, RequestCalls.CreateBody("/a"));

        Assert.Null(client.Read());
        Assert.False(server.Exists("/a"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Faults_of_endpoints_that_are_none(int endpoint)
    {
        using var server = ZooKeeperTestServer.Start();

        Assert.Throws<ArgumentOutOfRangeException>(() => server.Faults.Isolate(endpoint));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Faults.Lag(endpoint));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Faults.ReadOnly(endpoint));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Faults.StopServing(endpoint));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.MoveSession(1, endpoint));
    }

    [Fact]
    public void A_throttled_request_is_not_executed()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        using var fault = server.Faults.Throttle(_ => true, times: 2);

        Assert.Equal(ZooKeeperError.ThrottledOp, client.Create("/a").Error);
        Assert.Equal(ZooKeeperError.ThrottledOp, client.Exists("/").Error);
        Assert.Equal(ZooKeeperError.NoNode, client.Exists("/a").Error);
    }

    [Fact]
    public async Task A_predicate_that_throws_ends_the_server_and_says_so()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        var waiting = server.WaitUntilAsync(_ => false);
        using var fault = server.Faults.Throttle(_ => throw new FormatException("mine"));

        client.Send(OpCode.Ping);

        await Assert.ThrowsAsync<FormatException>(() => waiting);
        Assert.Null(client.Read());
        Assert.IsType<FormatException>(Assert.Throws<InvalidOperationException>(server.DropConnections).InnerException);
    }
}
