using System.Text;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

/// <summary>What our own client never asks, but others do.</summary>
public class RareOperationTests
{
    private readonly CoreFixture _fixture = new(ServerSettings.Default with { ExtendedTypes = true });
    private readonly CoreClient _client;

    public RareOperationTests() => _client = _fixture.Connect();

    [Fact]
    public void Ephemeral_nodes_are_listed_by_prefix()
    {
        _client.Create("/p").Ok();
        _client.Create("/p/1", CreateMode.Ephemeral).Ok();
        _client.Create("/e", CreateMode.Ephemeral).Ok();
        _fixture.Connect().Create("/p/2", CreateMode.Ephemeral).Ok();

        Assert.Equal(["/e", "/p/1"], Ask(OpCode.GetEphemerals, "/").Children());
        Assert.Equal(["/p/1"], Ask(OpCode.GetEphemerals, "/p").Children());
    }

    [Fact]
    public void Descendants_are_counted()
    {
        _client.Create("/p").Ok();
        _client.Create("/p/1").Ok();
        _client.Create("/p/1/2").Ok();
        _client.Create("/px").Ok();

        Assert.Equal("00000002", Convert.ToHexString(Ask(OpCode.GetAllChildrenNumber, "/p").Ok().Body));
        Assert.Equal(ZooKeeperError.NoNode, Ask(OpCode.GetAllChildrenNumber, "/q").Error);
    }

    [Fact]
    public void A_client_can_ask_who_it_is()
    {
        _client.Auth("digest", "bob:secret").Ok();

        var reader = new JuteReader(_client.Call(OpCode.WhoAmI).Ok().Body);
        var identities = Enumerable.Range(0, reader.ReadCount(2 * sizeof(int))).ToArray();

        Assert.Equal(["ip", "127.0.0.1", "digest", "bob"], [reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString()]);
        Assert.Equal(2, identities.Length);
    }

    [Fact]
    public void Several_reads_fail_each_for_itself()
    {
        _client.Create("/p", data: [7]).Ok();

        var body = _client.Call(OpCode.MultiRead, RequestCalls.MultiBody((OpCode.GetData, new PathWatch("/nothing", true).Write), (OpCode.GetData, new PathWatch("/p", true).Write))).Ok().Body;

        var reader = new JuteReader(body);
        Assert.Equal(ZooKeeperError.NoNode, MultiHeader.Read(ref reader).Error);
        Assert.Equal((int)ZooKeeperError.NoNode, reader.ReadInt());
        Assert.Equal(OpCode.GetData, MultiHeader.Read(ref reader).OpCode);
        Assert.Equal([7], reader.ReadBuffer());
        Assert.Equal(1, Stat.Read(ref reader).DataLength);
        Assert.True(MultiHeader.Read(ref reader).IsEnd);
        Assert.Equal(0, _fixture.Core.State.Watches.Count);
    }

    [Fact]
    public void A_node_goes_when_nobody_has_written_it_for_its_time_to_live()
    {
        CreateTtl("/ttl", 5_000).Ok();
        _fixture.Advance(4_000);
        _client.SetData("/ttl", [1]).Ok();
        _fixture.Advance(4_000);
        _fixture.Core.ReapContainers(_fixture.Now);
        _client.Exists("/ttl").Ok();

        _fixture.Advance(2_000);
        _fixture.Core.ReapContainers(_fixture.Now);

        Assert.Equal(ZooKeeperError.NoNode, _client.Exists("/ttl").Error);
    }

    [Fact]
    public void A_node_with_a_time_to_live_stays_while_it_has_children()
    {
        CreateTtl("/ttl", 1_000).Ok();
        _client.Create("/ttl/child", CreateMode.Ephemeral).Ok();
        _fixture.Advance(5_000);
        _fixture.Core.ReapContainers(_fixture.Now);
        _client.Delete("/ttl/child").Ok();

        _fixture.Core.ReapContainers(_fixture.Now);

        Assert.Equal(ZooKeeperError.NoNode, _client.Exists("/ttl").Error);
    }

    [Fact]
    public void Without_the_setting_no_node_has_a_time_to_live()
    {
        var client = new CoreFixture().Connect();

        Assert.Equal(ZooKeeperError.Unimplemented, client.Call(OpCode.CreateTtl, writer => WriteTtl(writer, "/ttl", 1_000)).Error);
    }

    [Fact]
    public void The_ensemble_cannot_be_changed()
    {
        var reply = _client.Call(OpCode.Reconfig, writer =>
        {
            writer.WriteString(null);
            writer.WriteString(null);
            writer.WriteString("server.1=a:1:2;3");
            writer.WriteLong(-1);
        });

        Assert.Equal(-123, (int)reply.Error);
    }

    [Fact]
    public void Sasl_is_answered_without_a_token() =>
        Assert.Equal("FFFFFFFF", Convert.ToHexString(_client.Call(OpCode.Sasl, writer => writer.WriteBuffer([])).Ok().Body));

    [Fact]
    public void Events_that_a_client_may_not_read_are_dropped()
    {
        var reader = _fixture.Connect();
        _client.Auth("digest", "bob:secret").Ok();
        reader.Exists("/secret", watch: true);

        _client.Create("/secret", acl: [new AclEntry(AclEntry.AllPermissions, "auth", "")]).Ok();

        reader.Ping().Ok();
        Assert.Empty(reader.Events);
        Assert.Equal(0, _fixture.Core.State.Watches.Count);
    }

    [Fact]
    public void Reports_of_sessions_and_watches()
    {
        _client.Create("/e", CreateMode.Ephemeral).Ok();
        _client.Exists("/e", watch: true).Ok();
        _client.GetChildren("/", watch: true).Ok();

        Assert.Equal("1 connections watching 1 paths\nTotal watches:1\n", Word("wchs"));
        Assert.Equal($"/e\n\t0x{_client.SessionId:x}\n\n", Word("wchp"));
        Assert.Contains($"0x{_client.SessionId:x}:\n\t/e\n", Word("dump"), StringComparison.Ordinal);
        Assert.Contains("zk_watch_count\t2\n", Word("mntr"), StringComparison.Ordinal);
        Assert.Contains("Mode: standalone\n", Word("stat"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_of_a_server_that_is_read_only_or_does_not_serve()
    {
        Begin(FaultKind.ReadOnly);
        Assert.Equal("ro", Word("isro"));
        Assert.Contains("Mode: read-only\n", Word("srvr"), StringComparison.Ordinal);

        Begin(FaultKind.NotServing);
        Assert.Equal("imok", Word("ruok"));
        Assert.Equal("This ZooKeeper instance is not currently serving requests\n", Word("srvr"));
    }

    private static void WriteTtl(FrameWriter writer, string path, long ttl)
    {
        new CreateRequest(path, null, AclEntry.Open, 5).Write(writer);
        writer.WriteLong(ttl);
    }

    private Reply CreateTtl(string path, long ttl) => _client.Call(OpCode.CreateTtl, writer => WriteTtl(writer, path, ttl));

    private Reply Ask(OpCode opCode, string path) => _client.Call(opCode, writer => writer.WriteString(path));

    private string Word(string word)
    {
        var client = _fixture.Open();
        client.Write(Encoding.ASCII.GetBytes(word));
        return Encoding.ASCII.GetString(client.Connection.Output.Sendable);
    }

    private void Begin(FaultKind kind) =>
        _fixture.Core.BeginFault(new ServerFault(kind, _ => false, int.MaxValue, ended => _fixture.Core.EndFault(ended, _fixture.Now)) { Endpoint = 0 });
}
