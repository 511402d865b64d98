using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

/// <summary>Servers of an ensemble that know less than the leader, or are not there for their clients.</summary>
public class ReplicaTests
{
    private readonly CoreFixture _fixture = new(ServerSettings.Default with { Endpoints = 2 });
    private readonly CoreClient _follower;
    private readonly CoreClient _leader;

    public ReplicaTests()
    {
        _follower = _fixture.Connect(endpoint: 0);
        _leader = _fixture.Connect(endpoint: 1);
        _leader.Create("/p").Ok();
    }

    [Fact]
    public void A_lagging_server_shows_the_tree_as_it_was()
    {
        _leader.Create("/p/old").Ok();
        Begin(FaultKind.Lag);

        _leader.Create("/p/new").Ok();
        _leader.Delete("/p/old").Ok();
        _leader.SetData("/p", [1]).Ok();

        var (children, stat) = _follower.GetChildren2("/p").ChildrenAndStat();
        Assert.Equal(["old"], children);
        Assert.Equal((0, 1), (stat.Version, stat.NumChildren));
        Assert.Null(_follower.GetData("/p").DataAndStat().Data);
        Assert.Equal(ZooKeeperError.NoNode, _follower.Exists("/p/new").Error);
        Assert.Equal(["new"], _leader.GetChildren("/p").Children());
    }

    [Fact]
    public void Its_answers_carry_the_last_transaction_it_has_applied()
    {
        Begin(FaultKind.Lag);
        var before = _follower.Ping().Zxid;

        var write = _leader.Create("/p/new").Ok().Zxid;

        Assert.Equal(before, _follower.Ping().Zxid);
        Assert.Equal(write, _follower.Sync("/").Ok().Zxid);
    }

    [Theory]
    [InlineData((int)OpCode.Sync)]
    [InlineData((int)OpCode.Delete)]
    [InlineData((int)OpCode.CloseSession)]
    public void Its_watches_fire_late_but_before_the_answer_to_a_sync_or_a_write(int opCode)
    {
        _follower.GetChildren("/p", watch: true).Ok();
        _follower.Exists("/p/new", watch: true);
        Begin(FaultKind.Lag);
        _leader.Create("/p/new").Ok();
        _follower.Ping().Ok();
        Assert.Empty(_follower.Events);

        _follower.Call((OpCode)opCode, writer => new PathVersion("/nothing", -1).Write(writer));

        Assert.Equal([new WatchEvent(WatchEventType.Created, "/p/new"), new WatchEvent(WatchEventType.ChildrenChanged, "/p")], _follower.Events);
    }

    [Fact]
    public void It_lags_again_behind_a_sync()
    {
        Begin(FaultKind.Lag);
        _leader.Create("/p/1").Ok();
        _follower.Sync("/").Ok();
        Assert.Equal(["1"], _follower.GetChildren("/p").Children());

        _leader.Create("/p/2").Ok();

        Assert.Equal(["1"], _follower.GetChildren("/p").Children());
    }

    [Fact]
    public void It_has_caught_up_when_the_fault_ends()
    {
        var fault = Begin(FaultKind.Lag);
        _follower.GetChildren("/p", watch: true).Ok();
        _leader.Create("/p/new").Ok();

        fault.Dispose();

        Assert.Equal(new WatchEvent(WatchEventType.ChildrenChanged, "/p"), _follower.ReadEvent());
        Assert.Equal(["new"], _follower.GetChildren("/p").Children());
    }

    [Fact]
    public void A_watch_set_on_what_is_no_longer_true_fires_when_the_server_hears_of_it()
    {
        Begin(FaultKind.Lag);
        _leader.Create("/p/new").Ok();
        _leader.Delete("/p/new").Ok();
        _leader.Delete("/p").Ok();

        _follower.GetData("/p", watch: true).Ok();
        _follower.Sync("/").Ok();

        Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/p")], _follower.Events);
    }

    [Fact]
    public void A_client_that_has_seen_more_is_refused_without_a_word()
    {
        Begin(FaultKind.Lag);
        var seen = _leader.Create("/p/new").Ok().Zxid;

        var moved = _fixture.Open(endpoint: 0);
        moved.SendConnect(sessionId: _leader.SessionId, password: _leader.Password, lastZxid: seen);

        Assert.Null(moved.ReadConnectResponse());
        Assert.False(_leader.IsClosed);
    }

    [Fact]
    public void A_session_that_has_ended_is_known_late()
    {
        Begin(FaultKind.Lag);
        _fixture.Core.Expire(_follower.SessionId, _fixture.Now);
        Assert.False(_follower.IsClosed);

        _fixture.Connect(endpoint: 0);

        Assert.True(_follower.IsClosed);
    }

    [Fact]
    public void Reads_do_not_keep_a_session_alive_on_an_isolated_server()
    {
        _leader.Ping();
        Begin(FaultKind.Isolate);
        for (var i = 0; i < 13; i++)
        {
            _fixture.Advance(1_000);
            _follower.GetData("/p").Ok();
            _leader.Ping().Ok();
        }

        Assert.Equal([_leader.SessionId], _fixture.Core.State.Sessions.Living.Select(session => session.Id));
        _follower.GetData("/p").Ok();
    }

    [Fact]
    public void Nothing_behind_a_pending_write_is_answered_but_other_sessions_go_on()
    {
        var other = _fixture.Connect(endpoint: 0);
        Begin(FaultKind.Isolate);
        _follower.Send(OpCode.SetData, new SetDataRequest("/p", [1], -1).Write);
        _follower.Send(OpCode.GetData, new PathWatch("/p", false).Write);
        _follower.Send(OpCode.Ping);

        Assert.False(_follower.HasOutput);
        Assert.Null(other.GetData("/p").DataAndStat().Data);
        Assert.Null(_leader.GetData("/p").DataAndStat().Data);
    }

    [Fact]
    public void An_isolated_server_hears_nothing_of_a_new_leader()
    {
        Begin(FaultKind.Isolate);
        var before = _follower.Ping().Zxid;

        _fixture.Core.ChangeLeader(_fixture.Now);

        Assert.True(_leader.IsClosed);
        Assert.Equal(before, _follower.Ping().Zxid);
    }

    [Fact]
    public void A_read_only_server_takes_only_those_whom_it_will_do()
    {
        Begin(FaultKind.ReadOnly);
        Assert.True(_follower.IsClosed);
        var choosy = _fixture.Open(endpoint: 0);
        choosy.SendConnect();
        Assert.Null(choosy.ReadConnectResponse());

        var reader = ConnectReadOnly();

        Assert.Equal(2, _fixture.Core.State.Sessions.Living.Count);
        Assert.Empty(reader.GetChildren("/p").Children());
        Assert.Equal(ZooKeeperError.NotReadOnly, reader.Create("/p/new").Error);
        Assert.Equal(ZooKeeperError.NotReadOnly, reader.Sync("/").Error);
        reader.Ping().Ok();
    }

    [Fact]
    public void A_read_only_server_shows_the_tree_as_it_was_and_drops_its_clients_in_the_end()
    {
        var fault = Begin(FaultKind.ReadOnly);
        var reader = ConnectReadOnly();
        _leader.Create("/p/new").Ok();
        Assert.Empty(reader.GetChildren("/p").Children());

        fault.Dispose();

        Assert.True(reader.IsClosed);
        Assert.Equal(["new"], _fixture.Attach(_follower).GetChildren("/p").Children());
    }

    [Fact]
    public void A_server_that_does_not_serve_closes_without_a_word()
    {
        var fault = Begin(FaultKind.NotServing);
        Assert.True(_follower.IsClosed);

        var client = _fixture.Open(endpoint: 0);
        client.SendConnect();
        Assert.Null(client.ReadConnectResponse());
        _fixture.Attach(_follower, endpoint: 1).Ping().Ok();

        fault.Dispose();
        _fixture.Connect(endpoint: 0).Ping().Ok();
    }

    [Fact]
    public void A_moved_sessions_connection_reads_on_and_is_closed_by_its_first_write()
    {
        _fixture.Core.MoveSession(_follower.SessionId, endpoint: 1);

        _follower.Ping().Ok();
        _follower.GetData("/p").Ok();
        _follower.Send(OpCode.SetData, new SetDataRequest("/p", [1], -1).Write);

        Assert.Null(_follower.Read());
        Assert.Null(_leader.GetData("/p").DataAndStat().Data);
    }

    [Fact]
    public void Too_many_connections_of_one_address_are_closed_without_a_word()
    {
        var fixture = new CoreFixture(ServerSettings.Default with { MaxClientConnections = 2, Endpoints = 2 });
        var first = fixture.Connect();
        fixture.Connect();

        Assert.True(fixture.Open().IsClosed);
        fixture.Connect(endpoint: 1);
        fixture.Core.Lose(first.Connection);
        fixture.Connect();
    }

    private ServerFault Begin(FaultKind kind)
    {
        var fault = new ServerFault(kind, message => kind == FaultKind.Isolate && message.Endpoint == 0, int.MaxValue, ended => _fixture.Core.EndFault(ended, _fixture.Now))
        {
            Endpoint = 0,
        };
        _fixture.Core.BeginFault(fault);
        return fault;
    }

    private CoreClient ConnectReadOnly()
    {
        var client = _fixture.Open(endpoint: 0);
        client.SendFrames(writer => RawClient.Frame(writer, new ConnectRequest(0, 10_000, 0, new byte[16], ReadOnly: true).Write));
        Assert.True(client.ReadConnectResponse()!.Value.ReadOnly);
        return client;
    }
}
