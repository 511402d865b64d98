using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class MultiTests
{
    private readonly CoreFixture _fixture = new();
    private readonly CoreClient _client;

    public MultiTests() => _client = _fixture.Connect();

    [Fact]
    public void A_check_alone_as_it_looks_on_the_wire() =>
        Assert.Equal("0000000d" + "00" + "00000000" + "ffffffff" + "01" + "ffffffff", Hex(_client.Multi(Check("/")).Ok()));

    [Fact]
    public void An_empty_multi_takes_a_transaction()
    {
        var before = _client.Ping().Zxid;

        var reply = _client.Multi().Ok();

        Assert.Equal(("ffffffff" + "01" + "ffffffff", before + 1), (Hex(reply), reply.Zxid));
    }

    [Fact]
    public void A_failed_multi_is_a_success_whose_body_holds_the_errors()
    {
        var reply = _client.Multi(Create("/a"), (OpCode.Delete, new PathVersion("/missing", -1).Write), Create("/b")).Ok();

        Assert.Equal(
            "ffffffff" + "00" + "00000000" + "00000000" +
            "ffffffff" + "00" + "ffffff9b" + "ffffff9b" +
            "ffffffff" + "00" + "fffffffe" + "fffffffe" +
            "ffffffff" + "01" + "ffffffff",
            Hex(reply));
        Assert.Equal(["zookeeper"], _client.GetChildren("/").Children());
    }

    [Fact]
    public void Everything_is_taken_back()
    {
        _client.Create("/a", data: [1]).Ok();
        _client.Create("/a/x", CreateMode.Ephemeral).Ok();
        _client.CreateContainer("/c").Ok();
        var (before, children) = (_client.Exists("/a").Stat(), _client.GetChildren2("/").ChildrenAndStat());

        _client.Multi(
            (OpCode.SetData, new SetDataRequest("/a", [2], 0).Write),
            (OpCode.Delete, new PathVersion("/a/x", -1).Write),
            (OpCode.Delete, new PathVersion("/c", -1).Write),
            Create("/a/y"),
            Check("/missing")).Ok();

        Assert.Equal(before, _client.Exists("/a").Stat());
        Assert.Equal(children.Stat, _client.GetChildren2("/").ChildrenAndStat().Stat);
        Assert.Equal([1], _client.GetData("/a").DataAndStat().Data);
        Assert.True(_fixture.Core.State.Tree.Find("/c")!.IsContainer);
        Assert.Equal(["/a/x"], _fixture.Core.State.Tree.EphemeralsOf(_client.SessionId));
    }

    [Fact]
    public void All_parts_have_one_transaction_and_see_one_another()
    {
        var reply = _client.Multi(
            Create("/a"),
            (OpCode.Create2, RequestCalls.CreateBody("/a/b")),
            (OpCode.CreateContainer, RequestCalls.CreateBody("/c", CreateMode.Container)),
            (OpCode.SetData, new SetDataRequest("/a", [1], 0).Write),
            Check("/a", 1),
            (OpCode.Delete, new PathVersion("/a/b", 0).Write)).Ok();

        var reader = new JuteReader(reply.Body);
        Assert.Equal(OpCode.Create, MultiHeader.Read(ref reader).OpCode);
        Assert.Equal("/a", reader.ReadString());
        Assert.Equal(OpCode.Create, MultiHeader.Read(ref reader).OpCode); // create2 is answered as create, up to 3.8.1
        Assert.Equal("/a/b", reader.ReadString());
        Assert.Equal(OpCode.Create2, MultiHeader.Read(ref reader).OpCode); // and a container as create2
        Assert.Equal("/c", reader.ReadString());
        Assert.Equal(reply.Zxid, Stat.Read(ref reader).Czxid);
        Assert.Equal(OpCode.SetData, MultiHeader.Read(ref reader).OpCode);
        var stat = Stat.Read(ref reader);
        Assert.Equal((reply.Zxid, reply.Zxid, 1, 1), (stat.Czxid, stat.Mzxid, stat.Version, stat.NumChildren));
        Assert.Equal(OpCode.Check, MultiHeader.Read(ref reader).OpCode);
        Assert.Equal(OpCode.Delete, MultiHeader.Read(ref reader).OpCode);
        Assert.True(MultiHeader.Read(ref reader).IsEnd);
        Assert.False(reader.HasMore);
    }

    [Theory]
    [InlineData((int)OpCode.Create, CreateMode.Container, (int)OpCode.Create2, true)]
    [InlineData((int)OpCode.Create2, CreateMode.Container, (int)OpCode.Create2, true)]
    [InlineData((int)OpCode.CreateContainer, CreateMode.Persistent, (int)OpCode.Create, false)]
    public void The_flags_alone_say_whether_a_container_is_made(int opCode, CreateMode mode, int answeredAs, bool isContainer)
    {
        var reply = _client.Multi(((OpCode)opCode, RequestCalls.CreateBody("/a", mode))).Ok();

        var reader = new JuteReader(reply.Body);
        Assert.Equal((OpCode)answeredAs, MultiHeader.Read(ref reader).OpCode);
        Assert.Equal(isContainer, _fixture.Core.State.Tree.Find("/a")!.IsContainer);
    }

    [Theory]
    [InlineData((int)OpCode.GetData)]
    [InlineData((int)OpCode.SetAcl)]
    public void Other_operations_have_no_place_in_it(int opCode) =>
        Assert.Equal(ZooKeeperError.MarshallingError, _client.Multi(((OpCode)opCode, new PathWatch("/", false).Write)).Error);

    private static (OpCode OpCode, Action<FrameWriter> Body) Create(string path) => (OpCode.Create, RequestCalls.CreateBody(path));

    private static (OpCode OpCode, Action<FrameWriter> Body) Check(string path, int version = -1) => (OpCode.Check, new PathVersion(path, version).Write);

    private static string Hex(Reply reply) => Convert.ToHexStringLower(reply.Body);
}
