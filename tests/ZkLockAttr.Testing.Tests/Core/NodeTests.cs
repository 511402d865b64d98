using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class NodeTests
{
    private readonly CoreFixture _fixture = new();
    private readonly CoreClient _client;

    public NodeTests() => _client = _fixture.Connect();

    [Fact]
    public void A_new_tree_looks_like_a_real_one()
    {
        Assert.Equal(["zookeeper"], _client.GetChildren("/").Children());
        Assert.Equal(["config", "quota"], _client.GetChildren("/zookeeper").Children());
        Assert.Equal(new Stat(0, 0, 0, 0, 0, -1, 0, 0, 0, 1, 0), _client.Exists("/").Stat());
    }

    [Fact]
    public void Create2_answers_path_and_stat()
    {
        _fixture.Advance(500);

        var reply = _client.Create2("/a", CreateMode.Ephemeral, [1, 2, 3]);

        var time = CoreFixture.Epoch + 500;
        Assert.Equal(("/a", new Stat(reply.Zxid, reply.Zxid, time, time, 0, 0, 0, _client.SessionId, 3, 0, reply.Zxid)), reply.PathAndStat());
    }

    [Fact]
    public void The_parents_stat_counts_creates_and_deletes()
    {
        _client.Create("/p").Ok();
        _client.Create("/p/a").Ok();
        _client.Create("/p/b").Ok();
        var deleted = _client.Delete("/p/a").Ok();

        var (children, stat) = _client.GetChildren2("/p").ChildrenAndStat();

        Assert.Equal(["b"], children);
        Assert.Equal((3, 1, deleted.Zxid, 0), (stat.Cversion, stat.NumChildren, stat.Pzxid, stat.Version));
    }

    [Fact]
    public void SetData_moves_version_time_and_zxid()
    {
        var created = _client.Create("/a", data: [1]).Ok();
        _fixture.Advance(70);
        var set = _client.SetData("/a", null, 0);

        Assert.Equal(
            (created.Zxid, set.Zxid, CoreFixture.Epoch, CoreFixture.Epoch + 70, 1, 0),
            set.Stat() is var s ? (s.Czxid, s.Mzxid, s.Ctime, s.Mtime, s.Version, s.DataLength) : default);
        Assert.Equal(ZooKeeperError.BadVersion, _client.SetData("/a", [1], 0).Error);
        Assert.Null(_client.GetData("/a").DataAndStat().Data);
    }

    [Fact]
    public void Null_and_empty_data_are_kept_apart()
    {
        _client.Create("/null").Ok();
        _client.Create("/empty", data: []).Ok();

        Assert.Null(_client.GetData("/null").DataAndStat().Data);
        Assert.Equal([], _client.GetData("/empty").DataAndStat().Data!);
    }

    [Fact]
    public void Every_write_attempt_takes_a_transaction_and_no_read_does()
    {
        var before = _client.Ping().Zxid;

        Assert.Equal(before + 1, _client.Create("/a").Zxid);
        Assert.Equal((before + 2, ZooKeeperError.NodeExists), (_client.Create("/a") is var r ? (r.Zxid, r.Error) : default));
        Assert.Equal((before + 3, ZooKeeperError.NoNode), (_client.Delete("/b") is var d ? (d.Zxid, d.Error) : default));
        Assert.Equal(before + 3, _client.Exists("/a").Zxid);
        Assert.Equal(before + 3, _client.Sync("/").Zxid);
        Assert.Equal(before + 3, _client.GetData("/missing").Zxid);
        _fixture.Connect();
        Assert.Equal(before + 4, _client.Ping().Zxid);
    }

    [Fact]
    public void Errors_have_no_body() => Assert.Empty(_client.GetData("/missing").Body);

    [Fact]
    public void The_first_error_is_that_of_a_real_server()
    {
        _client.Create("/a").Ok();
        _client.Create("/a/b").Ok();
        _client.Create("/e", CreateMode.Ephemeral).Ok();

        Assert.Equal(ZooKeeperError.NotEmpty, _client.Delete("/a").Error);
        Assert.Equal(ZooKeeperError.BadVersion, _client.Delete("/a", 3).Error);
        Assert.Equal(ZooKeeperError.NoNode, _client.Create("/x/y").Error);
        Assert.Equal(ZooKeeperError.NoChildrenForEphemerals, _client.Create("/e/x").Error);
        Assert.Equal(ZooKeeperError.InvalidAcl, _client.Create("/x/y", acl: []).Error);
        Assert.Equal(ZooKeeperError.BadArguments, _client.Create("/x", (CreateMode)7).Error);
        Assert.Equal(ZooKeeperError.Unimplemented, _client.Create("/x", (CreateMode)5).Error);
        Assert.Equal(ZooKeeperError.BadArguments, _client.Delete("/zookeeper").Error);
        Assert.Equal(ZooKeeperError.BadArguments, _client.Delete("/").Error);
        Assert.Equal(ZooKeeperError.NodeExists, _client.Create("/").Error);
    }

    [Theory]
    [InlineData("", ZooKeeperError.BadArguments)]
    [InlineData("a", ZooKeeperError.BadArguments)]
    [InlineData("/p/", ZooKeeperError.BadArguments)]
    [InlineData("/p//b", ZooKeeperError.NoNode)]
    [InlineData("/p/.", ZooKeeperError.BadArguments)]
    [InlineData("/p/..", ZooKeeperError.BadArguments)]
    [InlineData("/p/...", ZooKeeperError.Ok)]
    [InlineData("/p/.x", ZooKeeperError.Ok)]
    [InlineData("/p/a\0", ZooKeeperError.BadArguments)]
    [InlineData("/p/\u001f", ZooKeeperError.BadArguments)]
    [InlineData("/p/\u0020", ZooKeeperError.Ok)]
    [InlineData("/p/\u007f", ZooKeeperError.BadArguments)]
    [InlineData("/p/\u009f", ZooKeeperError.BadArguments)]
    [InlineData("/p/\u00a0", ZooKeeperError.Ok)]
    [InlineData("/p/\uf8ff", ZooKeeperError.BadArguments)]
    [InlineData("/p/\uf900", ZooKeeperError.Ok)]
    [InlineData("/p/\ufff0", ZooKeeperError.BadArguments)]
    [InlineData("/p/😀", ZooKeeperError.BadArguments)]
    public void Paths_are_those_of_a_real_server(string path, ZooKeeperError error)
    {
        _client.Create("/p").Ok();

        Assert.Equal(error, _client.Create(path).Error);
    }

    [Fact]
    public void A_containers_mark_is_not_shown()
    {
        var (path, stat) = _client.CreateContainer("/c").PathAndStat();

        Assert.Equal(("/c", 0L), (path, stat.EphemeralOwner));
        Assert.True(_fixture.Core.State.Tree.Find("/c")!.IsContainer);
        _client.Create("/plain", CreateMode.Container).Ok();
        Assert.False(_fixture.Core.State.Tree.Find("/plain")!.IsContainer);
    }

    [Fact]
    public void Access_control_lists_are_kept_and_enforced()
    {
        _client.Auth("digest", "bob:secret").Ok();
        AclEntry[] onlyBob = [new(AclEntry.AllPermissions, "digest", "bob:fyVmFCwVbTJYrznoSu1koqYEYF0=")];
        _client.Create("/private", acl: [new(AclEntry.AllPermissions, "auth", "")]).Ok();
        var stranger = _fixture.Connect();

        var reader = new JuteReader(_client.GetAcl("/private").Ok().Body);
        Assert.Equal(onlyBob, AclEntry.ReadList(ref reader));
        Assert.Equal(ZooKeeperError.NoAuth, stranger.GetData("/private").Error);
        Assert.Equal(ZooKeeperError.NoAuth, stranger.Create("/private/a").Error);
        Assert.Equal(ZooKeeperError.NoAuth, stranger.SetAcl("/private", AclEntry.Open).Error);
        Assert.Equal(ZooKeeperError.Ok, stranger.Exists("/private").Error);
        Assert.Equal(ZooKeeperError.InvalidAcl, stranger.Create("/x", acl: [new(AclEntry.AllPermissions, "auth", "")]).Error);
        Assert.Equal(1, _client.SetAcl("/private", AclEntry.Open, 0).Stat().Aversion);
        Assert.Equal(ZooKeeperError.Ok, stranger.GetData("/private").Error);
    }

    [Fact]
    public void An_unknown_scheme_ends_the_connection_and_not_the_session()
    {
        var reply = _client.Auth("nosuch", "x");

        Assert.Equal((ZooKeeperError.AuthFailed, 0L), (reply.Error, reply.Zxid));
        Assert.Null(_client.Read());
        Assert.Single(_fixture.Core.State.Sessions.Living);
    }

    [Fact]
    public void Children_come_in_no_lasting_order()
    {
        _client.Create("/p").Ok();
        for (var i = 0; i < 5; i++)
        {
            _client.Create("/p/n-", CreateMode.PersistentSequential).Ok();
        }

        var orders = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            var reader = new JuteReader(_client.GetChildren("/p").Body);
            orders.Add(string.Join(',', reader.ReadStrings()));
            _client.SetData("/p", null).Ok();
        }

        Assert.True(orders.Count > 1);
    }
}
