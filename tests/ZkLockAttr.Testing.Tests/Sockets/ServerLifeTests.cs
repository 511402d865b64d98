using System.Net.Sockets;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Sockets;

public class ServerLifeTests
{
    // Far longer than anything here takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_connection_string_names_all_endpoints()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });

        Assert.Equal(2, server.Endpoints.Count);
        Assert.Equal($"127.0.0.1:{server.Endpoints[0].Port},127.0.0.1:{server.Endpoints[1].Port}", server.ConnectionString);
    }

    [Fact]
    public async Task Disposing_ends_connections_and_ports()
    {
        var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);

        await server.DisposeAsync();
        server.Dispose();

        Assert.Null(client.Read());
        Assert.Throws<SocketException>(() => new SocketClient(server.Endpoints[0]));
        Assert.Throws<ObjectDisposedException>(server.DropConnections);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ZooKeeperTestServer.Start(new() { Endpoints = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZooKeeperTestServer.Start(new() { TickTime = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZooKeeperTestServer.Start(new() { MinSessionTimeout = TimeSpan.FromMinutes(1) }));
    }

    [Fact]
    public void The_timeouts_limits_can_be_set()
    {
        using var server = ZooKeeperTestServer.Start(new() { TickTime = TimeSpan.FromMilliseconds(100), MaxSessionTimeout = TimeSpan.FromSeconds(1) });
        using var client = new SocketClient(server.Endpoints[0]);
        using var other = new SocketClient(server.Endpoints[0]);

        Assert.Equal(200, client.Connect(1).TimeoutMs);
        Assert.Equal(1_000, other.Connect(5_000).TimeoutMs);
    }

    [Fact]
    public void Clients_of_different_endpoints_share_the_tree_and_hear_of_each_other()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var first = SocketClient.ConnectTo(server, endpoint: 0);
        using var second = SocketClient.ConnectTo(server, endpoint: 1);
        first.Exists("/a", watch: true);

        second.Create("/a", CreateMode.Ephemeral, [7]).Ok();

        Assert.Equal(new WatchEvent(WatchEventType.Created, "/a"), first.ReadEvent());
        Assert.Equal([7], first.GetData("/a").DataAndStat().Data);
        Assert.Equal(second.SessionId, server.GetStat("/a")!.Value.EphemeralOwner);
        Assert.Equal(new HashSet<long> { first.SessionId, second.SessionId }, server.Sessions.ToHashSet());
    }

    [Fact]
    public void A_stopped_endpoint_refuses_and_starts_again_on_its_port()
    {
        using var server = ZooKeeperTestServer.Start(new() { Endpoints = 2 });
        using var client = SocketClient.ConnectTo(server);
        client.Create("/a", CreateMode.Ephemeral).Ok();

        server.StopEndpoint(0);

        Assert.Null(client.Read());
        var refused = Assert.Throws<SocketException>(() => new SocketClient(server.Endpoints[0]));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        SocketClient.ConnectTo(server, endpoint: 1).Dispose();

        server.StartEndpoint(0);

        using var again = new SocketClient(server.Endpoints[0]);
        Assert.Equal(client.SessionId, again.Connect(10_000, client.SessionId, client.Password).SessionId);
        Assert.Equal(client.SessionId, again.Exists("/a").Stat().EphemeralOwner);
    }

    [Fact]
    public void DropConnections_leaves_the_sessions()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        using var other = SocketClient.ConnectTo(server);

        server.DropConnections(client.SessionId);

        Assert.Null(client.Read());
        other.Ping().Ok();
        server.DropConnections();
        Assert.Null(other.Read());
        Assert.Equal(2, server.Sessions.Count);
    }

    [Fact]
    public void A_connection_that_another_one_ends_while_it_has_something_to_say_is_no_new_one()
    {
        using var server = ZooKeeperTestServer.Start();
        using var successor = new SocketClient(server.Endpoints[0]);
        using var ended = SocketClient.ConnectTo(server);
        using var other = SocketClient.ConnectTo(server);
        using var entered = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        server.Faults.DropBeforeApply(message =>
        {
            if (message.SessionId == other.SessionId && message.Operation == ServerOperation.Exists)
            {
                entered.Set();
                goesOn.Wait(Patience);
            }

            return false;
        });

        // While the server's thread stands still both speak up: it finds both in its next step, first the one that ends the other.
        other.Send(OpCode.Exists, new PathWatch("/", false).Write);
        Assert.True(entered.Wait(Patience));
        successor.SendConnect(10_000, ended.SessionId, ended.Password);
        ended.Send(OpCode.Ping);
        goesOn.Set();

        Assert.Equal(ended.SessionId, successor.ReadConnectResponse()?.SessionId);
        successor.Ping().Ok();
        using var next = SocketClient.ConnectTo(server);
        next.Ping().Ok();
    }

    [Fact]
    public void A_session_can_be_expired_at_once()
    {
        using var server = ZooKeeperTestServer.Start();
        using var holder = SocketClient.ConnectTo(server);
        using var waiter = SocketClient.ConnectTo(server);
        holder.Create("/e", CreateMode.Ephemeral).Ok();
        waiter.GetData("/e", watch: true).Ok();

        server.ExpireSession(holder.SessionId);

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/e"), waiter.ReadEvent());
        Assert.Null(holder.Read());
        server.ExpireSession(holder.SessionId);
        server.ExpireAllSessions();
        Assert.Null(waiter.Read());
        Assert.Empty(server.Sessions);
    }

    [Fact]
    public async Task A_session_expires_by_the_real_clock()
    {
        using var server = ZooKeeperTestServer.Start(new() { TickTime = TimeSpan.FromMilliseconds(20) });
        using var client = SocketClient.ConnectTo(server, timeoutMs: 40);
        client.Create("/e", CreateMode.Ephemeral).Ok();

        await server.WaitUntilAsync(s => !s.Exists("/e"));

        Assert.Null(client.Read());
    }

    [Fact]
    public async Task With_a_clock_of_the_test_nothing_expires_until_the_test_says_so()
    {
        var clock = new ManualTimeProvider();
        using var server = ZooKeeperTestServer.Start(new() { TimeProvider = clock, TickTime = TimeSpan.FromMilliseconds(20) });
        using var client = SocketClient.ConnectTo(server, timeoutMs: 40);
        Assert.Equal(CoreFixture.Epoch, client.Create2("/a").PathAndStat().Stat.Ctime);

        clock.Advance(TimeSpan.FromMilliseconds(59));
        client.Ping().Ok();
        clock.Advance(TimeSpan.FromMilliseconds(41));

        await server.WaitUntilAsync(s => s.Sessions.Count == 0);
        Assert.Null(client.Read());
    }

    [Fact]
    public void SetSequence_makes_the_node_and_moves_its_numbers()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);

        server.SetSequence("/locks/a", int.MaxValue - 1);

        Assert.Equal("/locks/a/n-2147483646", client.Create("/locks/a/n-", CreateMode.EphemeralSequential).Path());
        Assert.Equal("/locks/a/n-2147483647", client.Create("/locks/a/n-", CreateMode.EphemeralSequential).Path());
        Assert.Equal(ZooKeeperError.NodeExists, client.Create("/locks/a/n-", CreateMode.EphemeralSequential).Error);
        Assert.Throws<ArgumentException>(() => server.SetSequence("locks", 1));
        Assert.Throws<InvalidOperationException>(() => server.SetSequence("/locks/a/n-2147483647/below", 1));
    }

    [Fact]
    public void Containers_are_reaped_on_demand()
    {
        using var server = ZooKeeperTestServer.Start();
        using var client = SocketClient.ConnectTo(server);
        client.CreateContainer("/c").Ok();
        client.Create("/c/x").Ok();
        client.Delete("/c/x").Ok();

        server.ReapContainers();

        Assert.False(server.Exists("/c"));
    }

    [Fact]
    public void A_new_leader_has_a_new_epoch()
    {
        using var server = ZooKeeperTestServer.Start();
        var before = server.Statistics.LastZxid >> 32;

        server.ChangeLeader();

        Assert.Equal(before + 1, server.Statistics.LastZxid >> 32);
    }
}
