using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class WatchTests
{
    private readonly CoreFixture _fixture = new();
    private readonly CoreClient _client;
    private readonly CoreClient _watcher;

    public WatchTests()
    {
        _client = _fixture.Connect();
        _watcher = _fixture.Connect();
        _client.Create("/p").Ok();
    }

    private int Watches => _fixture.Core.State.Watches.Count;

    [Fact]
    public void An_event_as_it_looks_on_the_wire()
    {
        _watcher.GetData("/p", watch: true).Ok();
        _client.SetData("/p", null).Ok();

        Assert.Equal(
            "0000001e" + "ffffffff" + "ffffffffffffffff" + "00000000" + "00000003" + "00000003" + "00000002" + "2f70",
            Convert.ToHexStringLower(_watcher.Connection.Output.Sendable));
    }

    [Fact]
    public void The_event_comes_before_the_reply_of_the_own_write()
    {
        _client.GetData("/p", watch: true).Ok();

        _client.Send(OpCode.Delete, new PathVersion("/p", -1).Write);

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/p"), _client.ReadEvent());
        Assert.False(_client.Read()!.Ok().IsEvent);
    }

    [Fact]
    public void A_watch_fires_once_however_often_it_was_set()
    {
        _watcher.GetData("/p", watch: true).Ok();
        _watcher.Exists("/p", watch: true).Ok();
        Assert.Equal(1, Watches);

        _client.SetData("/p", null).Ok();
        _client.SetData("/p", null).Ok();

        Assert.Equal([new WatchEvent(WatchEventType.DataChanged, "/p")], EventsOf(_watcher));
        Assert.Equal(0, Watches);
    }

    [Fact]
    public void Exists_watches_what_is_not_there_and_others_do_not()
    {
        Assert.Equal(ZooKeeperError.NoNode, _watcher.Exists("/p/a", watch: true).Error);
        Assert.Equal(ZooKeeperError.NoNode, _watcher.GetData("/p/b", watch: true).Error);
        Assert.Equal(ZooKeeperError.NoNode, _watcher.GetChildren("/p/b", watch: true).Error);
        Assert.Equal(1, Watches);

        _client.Create("/p/a").Ok();
        _client.Create("/p/b").Ok();

        Assert.Equal([new WatchEvent(WatchEventType.Created, "/p/a")], EventsOf(_watcher));
    }

    [Fact]
    public void Creating_and_deleting_a_child_changes_its_parents_children()
    {
        _watcher.GetChildren("/p", watch: true).Ok();
        _client.Create("/p/a").Ok();
        _client.SetData("/p/a", null).Ok();
        Assert.Equal([new WatchEvent(WatchEventType.ChildrenChanged, "/p")], EventsOf(_watcher));

        _watcher.GetChildren2("/p", watch: true).Ok();
        _watcher.GetData("/p/a", watch: true).Ok();
        _client.Delete("/p/a").Ok();
        Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/p/a"), new WatchEvent(WatchEventType.ChildrenChanged, "/p")], EventsOf(_watcher));
    }

    [Fact]
    public void The_roots_children_have_the_root_as_parent()
    {
        _watcher.GetChildren("/", watch: true).Ok();
        _client.Create("/q").Ok();

        Assert.Equal([new WatchEvent(WatchEventType.ChildrenChanged, "/")], EventsOf(_watcher));
    }

    [Fact]
    public void Who_watches_node_and_children_hears_of_the_end_once()
    {
        _watcher.GetData("/p", watch: true).Ok();
        _watcher.GetChildren("/p", watch: true).Ok();
        _client.GetChildren("/p", watch: true).Ok();
        _client.Delete("/p").Ok();

        Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/p")], EventsOf(_watcher));
        Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/p")], _client.Events);
        Assert.Equal(0, Watches);
    }

    [Fact]
    public void A_failed_multi_fires_nothing_and_a_good_one_fires_in_order()
    {
        var create = (OpCode.Create, RequestCalls.CreateBody("/p/a"));
        var delete = (OpCode.Delete, (Action<FrameWriter>)new PathVersion("/p/a", -1).Write);
        _watcher.Exists("/p/a", watch: true);
        _watcher.GetChildren("/p", watch: true).Ok();

        _client.Multi(create, (OpCode.Check, new PathVersion("/missing", -1).Write)).Ok();
        Assert.Empty(EventsOf(_watcher));
        _client.Multi(create, delete).Ok();

        Assert.Equal([new WatchEvent(WatchEventType.Created, "/p/a"), new WatchEvent(WatchEventType.ChildrenChanged, "/p")], EventsOf(_watcher));
    }

    [Fact]
    public void Watches_die_with_their_connection()
    {
        _watcher.GetData("/p", watch: true).Ok();
        _watcher.GetChildren("/p", watch: true).Ok();
        _client.GetData("/p", watch: true).Ok();

        _fixture.Core.Lose(_watcher.Connection);

        Assert.Equal(1, Watches);
        Assert.Equal(1, _fixture.Core.State.Watches.CountOn("/p"));
    }

    [Fact]
    public void SetWatches_reports_what_was_missed_and_watches_the_rest()
    {
        _client.Create("/p/changed").Ok();
        _client.Create("/p/same").Ok();
        var seen = _client.Ping().Zxid;
        _client.SetData("/p/changed", null).Ok();
        _client.Create("/p/same/child").Ok();
        _client.Create("/p/new").Ok();

        _watcher.SetWatches(seen, ["/p/changed", "/p/same", "/p/gone"], ["/p/new", "/p/later"], ["/p/same", "/p/new", "/p/gone2"]).Ok();

        Assert.Equal(
            [
                new WatchEvent(WatchEventType.DataChanged, "/p/changed"),
                new WatchEvent(WatchEventType.Deleted, "/p/gone"),
                new WatchEvent(WatchEventType.Created, "/p/new"),
                new WatchEvent(WatchEventType.ChildrenChanged, "/p/same"),
                new WatchEvent(WatchEventType.ChildrenChanged, "/p/new"),
                new WatchEvent(WatchEventType.Deleted, "/p/gone2"),
            ],
            _watcher.Events);
        Assert.Equal(2, Watches);
        _client.SetData("/p/same", null).Ok();
        _client.Create("/p/later").Ok();
        Assert.Equal([new WatchEvent(WatchEventType.DataChanged, "/p/same"), new WatchEvent(WatchEventType.Created, "/p/later")], EventsOf(_watcher));
    }

    private static WatchEvent[] EventsOf(CoreClient client)
    {
        client.Events.Clear();
        client.Ping().Ok();
        return [.. client.Events];
    }
}
