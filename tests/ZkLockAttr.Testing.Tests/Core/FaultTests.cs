using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class FaultTests
{
    private readonly CoreFixture _fixture = new(ServerSettings.Default with { Endpoints = 2 });
    private readonly CoreClient _client;

    public FaultTests() => _client = _fixture.Connect();

    [Fact]
    public void Drop_before_apply()
    {
        using var fault = _fixture.AddFault(FaultKind.DropBeforeApply, message => message.Operation == ServerOperation.Create, times: 1);

        _client.SendTogether((OpCode.Exists, new PathWatch("/", false).Write), (OpCode.Create, RequestCalls.CreateBody("/a")));

        _client.Read()!.Stat(); // what was answered before still arrives
        Assert.Null(_client.Read());
        Assert.Null(_fixture.Core.State.Tree.Find("/a"));
        _fixture.Attach(_client).Create("/a").Ok();
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public void Drop_after_apply()
    {
        using var fault = _fixture.AddFault(FaultKind.DropAfterApply, message => message.Path == "/a", times: 1);
        _client.GetChildren("/", watch: true).Ok();

        _client.SendTogether((OpCode.Create, RequestCalls.CreateBody("/a")), (OpCode.Create, RequestCalls.CreateBody("/behind")));

        Assert.Equal(WatchEventType.ChildrenChanged, _client.ReadEvent().Type);
        Assert.Null(_client.Read());
        Assert.NotNull(_fixture.Core.State.Tree.Find("/a"));
        Assert.Null(_fixture.Core.State.Tree.Find("/behind"));
        Assert.Equal(ZooKeeperError.NodeExists, _fixture.Attach(_client).Create("/a").Error);
    }

    [Fact]
    public void A_handshake_can_be_met_too()
    {
        using var fault = _fixture.AddFault(FaultKind.DropAfterApply, message => message.Operation == ServerOperation.Connect, times: 1);
        var client = _fixture.Open();

        client.SendConnect();

        Assert.Null(client.ReadConnectResponse());
        Assert.Equal(2, _fixture.Core.State.Sessions.Living.Count);
    }

    [Fact]
    public void A_multi_shows_all_its_paths()
    {
        ServerMessage? seen = null;
        using var fault = _fixture.AddFault(FaultKind.DropBeforeApply, message => (seen = message) is null);

        _client.Multi((OpCode.Create, RequestCalls.CreateBody("/a")), (OpCode.Delete, new PathVersion("/b", -1).Write)).Ok();

        Assert.Equal((ServerOperation.Multi, _client.SessionId, 0), (seen!.Operation, seen.SessionId, seen.Endpoint));
        Assert.Equal(["/a", "/b"], seen.Paths);
    }

    [Fact]
    public void Throttle()
    {
        using var fault = _fixture.AddFault(FaultKind.Throttle, message => message.Path == "/a", times: 1);

        Assert.Equal(ZooKeeperError.ThrottledOp, _client.Create("/a").Error);
        _client.Create("/a").Ok();
    }

    [Fact]
    public void Held_replies_arrive_together_with_all_behind_them()
    {
        var holder = _fixture.Connect();
        holder.Create("/e", CreateMode.Ephemeral).Ok();
        _client.GetData("/e", watch: true).Ok();
        var fault = _fixture.AddFault(FaultKind.HoldReplies, message => message.SessionId == _client.SessionId && message.Operation == ServerOperation.WatchEvent);

        _client.Ping().Ok();
        _fixture.Core.Expire(holder.SessionId, _fixture.Now);
        _client.Send(OpCode.Ping);
        _fixture.Core.Expire(_client.SessionId, _fixture.Now);
        Assert.False(_client.HasOutput);
        Assert.False(_client.IsClosed);

        fault.Dispose();

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/e"), _client.ReadEvent());
        Assert.Equal(Xid.Ping, _client.Read()!.Xid);
        Assert.Null(_client.Read());
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public void Overlapping_holds_each_let_go_their_own()
    {
        var first = _fixture.AddFault(FaultKind.HoldReplies, message => message.Path == "/a");
        var second = _fixture.AddFault(FaultKind.HoldReplies, message => message.Path == "/b");
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/a"));
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/x"));
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/b"));
        Assert.False(_client.HasOutput);

        first.Dispose();
        Assert.Equal("/a", _client.Read()!.Path());
        Assert.Equal("/x", _client.Read()!.Path());
        Assert.False(_client.HasOutput);

        second.Dispose();
        Assert.Equal("/b", _client.Read()!.Path());
    }

    [Fact]
    public void Held_requests_are_applied_later_in_their_order()
    {
        var fault = _fixture.AddFault(FaultKind.HoldRequests, message => message.Path == "/a");
        _client.SendTogether((OpCode.Create, RequestCalls.CreateBody("/a")), (OpCode.Create, RequestCalls.CreateBody("/b")));
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/c"));
        Assert.False(_client.HasOutput);
        Assert.Null(_fixture.Core.State.Tree.Find("/b"));

        fault.Dispose();

        Assert.Equal(["/a", "/b", "/c"], Enumerable.Range(0, 3).Select(_ => _client.Read()!.Path()));
    }

    [Fact]
    public void A_held_request_is_applied_even_if_its_client_has_left()
    {
        var fault = _fixture.AddFault(FaultKind.HoldRequests, message => message.Operation == ServerOperation.Create);
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/a", CreateMode.Ephemeral));
        _fixture.Core.Lose(_client.Connection);
        var again = _fixture.Attach(_client);
        Assert.Equal(ZooKeeperError.NoNode, again.Exists("/a").Error);

        fault.Dispose();

        Assert.Equal(_client.SessionId, again.Exists("/a").Stat().EphemeralOwner);
    }

    [Fact]
    public void A_held_request_does_not_keep_the_session_alive()
    {
        var fault = _fixture.AddFault(FaultKind.HoldRequests, message => message.Path == "/a");
        _fixture.Advance(9_000);
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/a", CreateMode.Ephemeral));
        _fixture.Advance(3_000);
        Assert.Empty(_fixture.Core.State.Sessions.Living);

        fault.Dispose();

        Assert.Null(_fixture.Core.State.Tree.Find("/a"));
    }

    [Fact]
    public void An_isolated_server_answers_pings_and_reads_until_a_write_is_pending()
    {
        var other = _fixture.Connect(40_000, endpoint: 1);
        _client.Create("/e", CreateMode.Ephemeral).Ok();
        _client.GetData("/e", watch: true).Ok();
        var fault = new ServerFault(FaultKind.Isolate, message => message.Endpoint == 0, int.MaxValue, ended => _fixture.Core.EndFault(ended, _fixture.Now)) { Endpoint = 0 };
        _fixture.Core.State.Faults.Add(fault);

        // The pings do not reach the leader: the session ends, and its own server does not know.
        for (var i = 0; i < 13; i++)
        {
            _fixture.Advance(1_000);
            _client.Ping().Ok();
        }

        Assert.Equal(ZooKeeperError.NoNode, other.Exists("/e").Error);
        Assert.Equal(_client.SessionId, _client.Exists("/e").Stat().EphemeralOwner);
        Assert.False(_client.IsClosed);
        Assert.Empty(_client.Events);
        _client.Send(OpCode.Create, RequestCalls.CreateBody("/b"));
        _client.Send(OpCode.Ping);
        Assert.False(_client.HasOutput);
        var late = _fixture.Open();
        late.SendConnect();
        Assert.False(late.HasOutput);

        fault.Dispose();

        Assert.True(_client.IsClosed);
        Assert.True(late.IsClosed);
        Assert.Equal(ZooKeeperError.NoNode, other.Exists("/b").Error);
        Assert.True(_fixture.Attach(_client).IsClosed);
    }
}
