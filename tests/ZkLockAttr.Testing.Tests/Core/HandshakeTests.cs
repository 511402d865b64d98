using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Sessions;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class HandshakeTests
{
    [Fact]
    public void A_new_session_as_it_looks_on_the_wire()
    {
        var client = new CoreFixture().Open();

        client.Write(Convert.FromHexString("0000002d" + "00000000" + "0000000000000000" + "00007530" + "0000000000000000" + "00000010" + new string('0', 32) + "00"));

        var answer = Convert.ToHexString(client.Connection.Output.Sendable);
        Assert.StartsWith("00000025" + "00000000" + "00007530" + "01", answer, StringComparison.Ordinal);
        Assert.Equal(4 + 37, answer.Length / 2);
        Assert.Equal("00000010", answer[40..48]);
        Assert.EndsWith("00", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_older_than_3_4_send_no_read_only_flag_and_get_none()
    {
        var client = new CoreFixture().Open();

        client.Write(Convert.FromHexString("0000002c" + "00000000" + "0000000000000000" + "00007530" + "0000000000000000" + "00000010" + new string('0', 32)));

        Assert.Equal(4 + 36, client.Connection.Output.Sendable.Length);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff")]
    public void A_new_session_needs_no_password(string password)
    {
        var client = new CoreFixture().Open();

        client.Write(Convert.FromHexString("0000001d" + "00000000" + "0000000000000000" + "00007530" + "0000000000000000" + password + "00"));

        var response = client.ReadConnectResponse()!.Value;
        Assert.Equal(30_000, response.TimeoutMs);
        Assert.Equal(16, response.Password.Length);
    }

    [Theory]
    [InlineData(int.MinValue, 4_000)]
    [InlineData(1, 4_000)]
    [InlineData(4_001, 4_001)]
    [InlineData(1_000_000, 40_000)]
    public void The_timeout_is_kept_within_limits(int wanted, int negotiated) =>
        Assert.Equal(negotiated, new CoreFixture().Open().Connect(wanted).TimeoutMs);

    [Fact]
    public void Each_server_puts_its_number_into_the_session_id()
    {
        var fixture = new CoreFixture(ServerSettings.Default with { Endpoints = 3 });

        var ids = Enumerable.Range(0, 3).Select(endpoint => fixture.Connect(endpoint: endpoint).SessionId).ToArray();

        Assert.Equal([1L, 2L, 3L], ids.Select(id => id >> 56));
    }

    [Fact]
    public void The_password_follows_from_the_session_id_as_on_a_real_server() =>
        Assert.Equal("b0591ecbf32cf66f76aff1092c4c4162", Convert.ToHexStringLower(SessionPassword.For(0x1000027b564000f)));

    [Fact]
    public void A_session_can_be_attached_again_and_renegotiates_its_timeout()
    {
        var fixture = new CoreFixture();
        var first = fixture.Connect();
        first.Create("/e", CreateMode.Ephemeral).Ok();

        var second = fixture.Open();
        var response = second.Connect(7_000, first.SessionId, first.Password);

        Assert.Equal((7_000, first.SessionId), (response.TimeoutMs, response.SessionId));
        Assert.Equal(first.Password, response.Password);
        Assert.True(first.IsClosed);
        Assert.Equal(first.SessionId, second.Exists("/e").Stat().EphemeralOwner);
    }

    [Fact]
    public void A_wrong_password_is_refused_but_closes_the_sessions_connection_first()
    {
        var fixture = new CoreFixture();
        var good = fixture.Connect();

        var bad = fixture.Open();
        var response = bad.Connect(sessionId: good.SessionId, password: new byte[16]);

        Assert.True(response.IsRefusal);
        Assert.Equal(0, response.SessionId);
        Assert.Equal(new byte[16], response.Password);
        Assert.True(bad.IsClosed);
        Assert.True(good.IsClosed);
        Assert.False(fixture.Attach(good).IsClosed);
    }

    [Fact]
    public void An_unknown_session_is_refused_and_all_behind_it_ignored()
    {
        var fixture = new CoreFixture();
        var client = fixture.Open();

        client.SendFrames(writer =>
        {
            RawClient.Frame(writer, new ConnectRequest(0, 10_000, 42, SessionPassword.For(42), false).Write);
            RawClient.Request(writer, 1, OpCode.Create, RequestCalls.CreateBody("/ignored"));
        });

        Assert.True(client.ReadConnectResponse()!.Value.IsRefusal);
        Assert.Null(client.Read());
        Assert.Null(fixture.Core.State.Tree.Find("/ignored"));
    }

    [Fact]
    public void A_server_that_is_behind_the_client_closes_without_a_word()
    {
        var fixture = new CoreFixture();
        var client = fixture.Open();

        client.SendConnect(lastZxid: fixture.Core.State.LastZxid + 1);

        Assert.Null(client.ReadConnectResponse());
        Assert.Empty(fixture.Core.State.Sessions.Living);
    }

    [Fact]
    public void Requests_may_stand_behind_the_handshake()
    {
        var client = new CoreFixture().Open();

        client.SendFrames(writer =>
        {
            RawClient.Frame(writer, new ConnectRequest(0, 10_000, 0, new byte[16], false).Write);
            RawClient.Request(writer, 1, OpCode.Create, RequestCalls.CreateBody("/a"));
            RawClient.Request(writer, 2, OpCode.GetChildren, new PathWatch("/", false).Write);
            RawClient.Request(writer, Xid.Ping, OpCode.Ping, null);
        });

        Assert.False(client.ReadConnectResponse()!.Value.IsRefusal);
        Assert.Equal("/a", client.Read()!.Path());
        Assert.Equal(["a", "zookeeper"], client.Read()!.Children());
        Assert.Equal(Xid.Ping, client.Read()!.Ok().Xid);
    }

    [Fact]
    public void Bytes_may_arrive_one_by_one()
    {
        var client = new CoreFixture().Open();
        var writer = new FrameWriter();
        RawClient.Frame(writer, new ConnectRequest(0, 10_000, 0, new byte[16], false).Write);
        RawClient.Request(writer, 1, OpCode.Create, RequestCalls.CreateBody("/a"));

        foreach (var b in writer.Written)
        {
            client.Write([b]);
        }

        Assert.False(client.ReadConnectResponse()!.Value.IsRefusal);
        Assert.Equal("/a", client.Read()!.Path());
    }
}
