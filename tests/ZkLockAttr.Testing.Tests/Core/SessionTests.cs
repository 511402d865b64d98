using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class SessionTests
{
    private readonly CoreFixture _fixture = new(ServerSettings.Default with { Endpoints = 2 });

    private int Living => _fixture.Core.State.Sessions.Living.Count;

    [Theory]
    [InlineData(0, 4_000, 6_000)]
    [InlineData(1, 4_000, 6_000)]
    [InlineData(1_999, 4_000, 6_000)]
    [InlineData(2_000, 4_000, 8_000)]
    [InlineData(500, 5_000, 6_000)]
    public void A_session_ends_at_the_tick_behind_its_timeout(int startedAt, int timeout, int endsAt)
    {
        _fixture.Advance(startedAt);
        _fixture.Connect(timeout);

        _fixture.Advance(endsAt - startedAt - 1);
        Assert.Equal(1, Living);
        Assert.Equal(endsAt, _fixture.Core.NextDeadline);
        _fixture.Advance(1);
        Assert.Equal(0, Living);
    }

    [Fact]
    public void Any_request_keeps_it_alive_also_a_failing_one()
    {
        var client = _fixture.Connect(4_000);

        for (var i = 0; i < 5; i++)
        {
            _fixture.Advance(3_900);
            Assert.Equal(ZooKeeperError.NoNode, client.Delete("/missing").Error);
        }

        Assert.Equal(1, Living);
    }

    [Fact]
    public void A_lost_connection_does_not_end_it_and_an_ended_one_cannot_be_attached()
    {
        var client = _fixture.Connect(4_000);
        _fixture.Core.Lose(client.Connection);
        Assert.Equal(1, Living);

        _fixture.Advance(6_000);

        var again = _fixture.Attach(client);
        Assert.True(again.IsClosed);
        Assert.Equal(0, again.SessionId);
    }

    [Fact]
    public void Attaching_again_with_a_shorter_timeout_ends_it_sooner()
    {
        var client = _fixture.Connect(40_000);

        _fixture.Attach(client, timeoutMs: 4_000);

        Assert.Equal(6_000, _fixture.Core.NextDeadline);
    }

    [Fact]
    public void All_its_ephemeral_nodes_go_in_one_transaction()
    {
        var watcher = _fixture.Connect(40_000);
        watcher.Create("/p").Ok();
        var client = _fixture.Connect(4_000);
        client.Create("/p/a", CreateMode.Ephemeral).Ok();
        client.Create("/p/b", CreateMode.Ephemeral).Ok();
        client.Create("/p/stays").Ok();
        watcher.GetData("/p/a", watch: true).Ok();
        watcher.GetData("/p/b", watch: true).Ok();
        watcher.GetChildren("/p", watch: true).Ok();
        client.GetData("/p/a", watch: true).Ok();
        var before = watcher.Ping().Zxid;

        _fixture.Advance(6_000);

        Assert.Equal(before + 1, watcher.Ping().Zxid);
        Assert.Equal(
            [
                new WatchEvent(WatchEventType.Deleted, "/p/a"),
                new WatchEvent(WatchEventType.ChildrenChanged, "/p"),
                new WatchEvent(WatchEventType.Deleted, "/p/b"),
            ],
            watcher.Events);
        var (children, stat) = watcher.GetChildren2("/p").ChildrenAndStat();
        Assert.Equal(["stays"], children);
        Assert.Equal(before + 1, stat.Pzxid);

        // Its own connection hears of it, too, and is closed.
        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/p/a"), client.ReadEvent());
        Assert.Null(client.Read());
    }

    [Fact]
    public void CloseSession_is_answered_and_ends_everything()
    {
        var client = _fixture.Connect();
        client.Create("/e", CreateMode.Ephemeral).Ok();
        var before = client.Ping().Zxid;

        client.SendTogether((OpCode.CloseSession, null), (OpCode.Create, RequestCalls.CreateBody("/behind")));

        Assert.Equal(before + 1, client.Read()!.Ok().Zxid);
        Assert.Null(client.Read());
        Assert.Equal(0, Living);
        Assert.Null(_fixture.Core.State.Tree.Find("/e"));
        Assert.Null(_fixture.Core.State.Tree.Find("/behind"));
    }

    [Fact]
    public void A_second_connection_can_end_the_session_of_the_first()
    {
        var client = _fixture.Connect();
        client.Create("/e", CreateMode.Ephemeral).Ok();

        var second = _fixture.Attach(client);
        second.Call(OpCode.CloseSession).Ok();

        Assert.True(client.IsClosed);
        Assert.Null(_fixture.Core.State.Tree.Find("/e"));
        Assert.True(_fixture.Attach(client).IsClosed);
    }

    [Fact]
    public void A_moved_sessions_old_connection_reads_until_its_first_write()
    {
        var old = _fixture.Connect(endpoint: 0);
        var moved = _fixture.Attach(old, endpoint: 1);

        old.Ping().Ok();
        old.Exists("/").Ok();
        moved.Create("/a").Ok();
        old.Send(OpCode.Create, RequestCalls.CreateBody("/b"));

        Assert.Null(old.Read());
        moved.Ping().Ok();
        Assert.Null(_fixture.Core.State.Tree.Find("/b"));

        // And back again.
        var back = _fixture.Attach(old, endpoint: 0);
        back.Create("/c").Ok();
        moved.Send(OpCode.Delete, new PathVersion("/c", -1).Write);
        Assert.Null(moved.Read());
    }

    [Fact]
    public void What_was_sent_before_a_session_moved_is_not_carried_out_either_once_it_has_come_back()
    {
        var old = _fixture.Connect(endpoint: 0);
        using (_fixture.AddFault(FaultKind.HoldRequests, message => message.Operation == ServerOperation.Create))
        {
            old.Send(OpCode.Create, RequestCalls.CreateBody("/late"));
            _fixture.Core.Lose(old.Connection);
            _fixture.Attach(old, endpoint: 1);
            _fixture.Attach(old, endpoint: 0);
        }

        Assert.Null(_fixture.Core.State.Tree.Find("/late"));
    }

    [Fact]
    public void A_moved_sessions_old_connection_may_still_end_it()
    {
        var old = _fixture.Connect(endpoint: 0);
        var moved = _fixture.Attach(old, endpoint: 1);

        old.Call(OpCode.CloseSession).Ok();

        Assert.Null(old.Read());
        Assert.True(moved.IsClosed);
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes()
    {
        Assert.Equal(Play(), Play());

        static string Play()
        {
            var fixture = new CoreFixture();
            var first = fixture.Connect();
            var second = fixture.Connect(4_000);
            first.Create("/p").Ok();
            for (var i = 0; i < 20; i++)
            {
                second.Create("/p/n-", CreateMode.EphemeralSequential).Ok();
            }

            second.Delete("/p/n-0000000003").Ok();
            var list = Convert.ToHexString(first.GetChildren2("/p", watch: true).Body);
            fixture.Advance(6_000);
            return list + Convert.ToHexString(first.Connection.Output.Sendable) + first.SessionId;
        }
    }

    [Fact]
    public void When_it_ends_all_its_connections_do()
    {
        var old = _fixture.Connect(endpoint: 0);
        var moved = _fixture.Attach(old, endpoint: 1);

        moved.Call(OpCode.CloseSession).Ok();

        Assert.True(old.IsClosed);
    }

    [Fact]
    public void A_new_leader_begins_an_epoch_and_gives_every_session_its_time_again()
    {
        var client = _fixture.Connect(4_000);
        _fixture.Advance(3_000);

        _fixture.Core.ChangeLeader(_fixture.Now);

        Assert.True(client.IsClosed);
        Assert.Equal(8_000, _fixture.Core.NextDeadline);
        Assert.Equal(0x2_0000_0001, _fixture.Attach(client).Create("/a").Zxid);
    }

    [Fact]
    public void While_no_server_runs_no_time_passes()
    {
        var client = _fixture.Connect(4_000);
        _fixture.Core.StopEndpoint(0);
        _fixture.Core.StopEndpoint(1);
        Assert.True(client.IsClosed);
        Assert.Null(_fixture.Core.NextDeadline);

        _fixture.Advance(100_000);
        _fixture.Core.StartEndpoint(1, _fixture.Now);

        Assert.Equal(1, Living);
        Assert.Equal(client.SessionId, _fixture.Attach(client, endpoint: 1).SessionId);
    }

    [Fact]
    public void Empty_containers_go_if_they_have_had_children()
    {
        var client = _fixture.Connect(40_000);
        client.CreateContainer("/new").Ok();
        client.CreateContainer("/c").Ok();
        client.CreateContainer("/c/d").Ok();
        client.Create("/c/d/x").Ok();
        client.Delete("/c/d/x").Ok();
        client.GetData("/c/d", watch: true).Ok();

        _fixture.Advance(30_000);
        client.Ping();
        Assert.NotNull(_fixture.Core.State.Tree.Find("/c/d"));
        _fixture.Advance(30_000);
        client.Ping();

        Assert.Null(_fixture.Core.State.Tree.Find("/c/d"));
        Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/c/d")], client.Events);
        Assert.NotNull(_fixture.Core.State.Tree.Find("/c"));
        _fixture.Core.ReapContainers(_fixture.Now);
        Assert.Null(_fixture.Core.State.Tree.Find("/c"));
        Assert.NotNull(_fixture.Core.State.Tree.Find("/new"));
    }
}
