using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Tests.Sessions;

public sealed class SessionCoreWatchTests
{
    private readonly SessionOnPaper _session = new();
    private readonly RecordingWatcher _watcher = new();

    public SessionCoreWatchTests() => _session.Attach();

    [Theory]
    [InlineData(WatchEventType.Deleted)]
    [InlineData(WatchEventType.DataChanged)]
    public void A_watch_on_data_is_told_once(WatchEventType type)
    {
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));

        _session.Notify(type, "/a");
        _session.Notify(type, "/a");

        Assert.Equal([new WatchEvent(type, "/a")], _watcher.Events);
    }

    [Theory]
    [InlineData(WatchEventType.Deleted)]
    [InlineData(WatchEventType.ChildrenChanged)]
    public void A_watch_on_children_is_told_once(WatchEventType type)
    {
        Watch(new GetChildrenOperation(_session.Owner, "/a", _watcher));

        _session.Notify(WatchEventType.DataChanged, "/a");
        _session.Notify(type, "/a");
        _session.Notify(type, "/a");

        Assert.Equal([new WatchEvent(type, "/a")], _watcher.Events);
    }

    [Fact]
    public void A_watch_on_a_node_that_does_not_exist_is_told_of_its_creation()
    {
        Watch(new ExistsOperation(_session.Owner, "/a", _watcher), ZooKeeperError.NoNode);

        _session.Notify(WatchEventType.Created, "/a");

        Assert.Equal([new WatchEvent(WatchEventType.Created, "/a")], _watcher.Events);
    }

    [Fact]
    public void Reading_a_node_that_does_not_exist_sets_no_watch()
    {
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher), ZooKeeperError.NoNode);

        _session.Core.OnDisconnected();

        Assert.Empty(_watcher.Events);
    }

    [Fact]
    public void Another_nodes_event_is_not_told()
    {
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));

        _session.Notify(WatchEventType.Deleted, "/b");

        Assert.Empty(_watcher.Events);
    }

    [Fact]
    public void Several_watchers_of_one_node_are_all_told_of_one_event()
    {
        var others = new[] { new RecordingWatcher(), new RecordingWatcher() };
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));
        Watch(new ExistsOperation(_session.Owner, "/a", others[0]));
        Watch(new GetChildrenOperation(_session.Owner, "/a", others[1]));

        _session.Notify(WatchEventType.Deleted, "/a");

        Assert.All([_watcher, .. others], watcher => Assert.Equal([new WatchEvent(WatchEventType.Deleted, "/a")], watcher.Events));
    }

    [Fact]
    public void A_watcher_that_is_set_again_is_told_once_and_cuts_off_nobody()
    {
        var other = new RecordingWatcher();
        Watch(new GetDataOperation(_session.Owner, "/a", other));
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));

        _session.Notify(WatchEventType.DataChanged, "/a");

        Assert.All([_watcher, other], watcher => Assert.Equal([new WatchEvent(WatchEventType.DataChanged, "/a")], watcher.Events));
    }

    [Fact]
    public void Watches_end_with_their_connection_and_say_so()
    {
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher));

        _session.Core.OnDisconnected();

        Assert.Equal([new WatchEvent(WatchEventType.ConnectionLost, "/a")], _watcher.Events);
        _session.Attach();
        _session.Notify(WatchEventType.Deleted, "/a");
        Assert.Single(_watcher.Events);
    }

    [Fact]
    public void A_read_that_was_not_answered_leaves_no_watch()
    {
        _session.Core.Submit(new GetDataOperation(_session.Owner, "/a", _watcher));

        _session.Core.OnDisconnected();

        Assert.Empty(_watcher.Events);
        Assert.Equal(ZooKeeperError.ConnectionLoss, _session.Owner.Completed[0].Error);
    }

    [Fact]
    public void An_events_transaction_does_not_count_as_seen()
    {
        Watch(new GetDataOperation(_session.Owner, "/a", _watcher), zxid: 5);

        // From server 3.9 on events carry the transaction that caused them.
        _session.Notify(WatchEventType.Deleted, "/a", zxid: 9);
        _session.Core.OnDisconnected();
        _session.TakeSent();
        _session.Connect();

        Assert.Equal(5, _session.TakeFrames()[0].Handshake!.Value.LastZxidSeen);
    }

    private void Watch(WatchingOperation operation, ZooKeeperError error = ZooKeeperError.Ok, long zxid = 0)
    {
        _session.Core.Submit(operation);
        _session.TakeSent();
        _session.Answer(operation.Xid, error, zxid, error == ZooKeeperError.Ok ? Body(operation) : null);
        Assert.Null(_session.Core.Breakage);
    }

    private static Action<ZooKeeper.Wire.FrameWriter> Body(WatchingOperation operation) => writer =>
    {
        if (operation is not ExistsOperation)
        {
            // No data, or no children.
            writer.WriteInt(0);
        }

        SessionOnPaper.EmptyStat(writer);
    };
}
