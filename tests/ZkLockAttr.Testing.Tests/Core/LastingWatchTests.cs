using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Testing.Tests.Core;

public class LastingWatchTests
{
    private const int Persistent = 0;
    private const int Recursive = 1;
    private const int Any = 3;

    private readonly CoreFixture _fixture = new();
    private readonly CoreClient _watcher;
    private readonly CoreClient _writer;

    public LastingWatchTests()
    {
        _watcher = _fixture.Connect();
        _writer = _fixture.Connect();
        _writer.Create("/p").Ok();
    }

    [Fact]
    public void A_persistent_watch_fires_again_and_again_for_node_and_children()
    {
        AddWatch("/p", Persistent);

        _writer.SetData("/p", [1]).Ok();
        _writer.Create("/p/1").Ok();
        _writer.Create("/p/1/2").Ok();
        _writer.SetData("/p", [2]).Ok();

        Assert.Equal(
            [Event(WatchEventType.DataChanged, "/p"), Event(WatchEventType.ChildrenChanged, "/p"), Event(WatchEventType.DataChanged, "/p")],
            Heard());
    }

    [Fact]
    public void A_recursive_watch_hears_of_all_below_it()
    {
        AddWatch("/p", Recursive);

        _writer.Create("/p/1").Ok();
        _writer.Create("/p/1/2").Ok();
        _writer.SetData("/p/1/2", [1]).Ok();
        _writer.Delete("/p/1/2").Ok();
        _writer.Create("/px").Ok();

        Assert.Equal(
            [Event(WatchEventType.Created, "/p/1"), Event(WatchEventType.Created, "/p/1/2"), Event(WatchEventType.DataChanged, "/p/1/2"), Event(WatchEventType.Deleted, "/p/1/2")],
            Heard());
    }

    [Fact]
    public void Removing_it_ends_it()
    {
        AddWatch("/p", Recursive);
        Assert.Equal(2, _fixture.Core.State.Watches.Count);

        Ask(OpCode.RemoveWatches, "/p", Any).Ok();
        _writer.Create("/p/1").Ok();

        Assert.Empty(Heard());
        Assert.Equal(0, _fixture.Core.State.Watches.Count);
        Assert.Equal(ZooKeeperError.NoWatcher, Ask(OpCode.RemoveWatches, "/p", Any).Error);
        Assert.Equal(ZooKeeperError.NoWatcher, Ask(OpCode.CheckWatches, "/p", Any).Error);
    }

    [Fact]
    public void It_dies_with_its_connection_and_is_set_again_without_a_report()
    {
        AddWatch("/p", Persistent);
        var again = _fixture.Attach(_watcher);
        Assert.Equal(0, _fixture.Core.State.Watches.Count);
        _writer.SetData("/p", [1]).Ok();

        again.Call(OpCode.SetWatches2, writer =>
        {
            writer.WriteLong(0);
            writer.WriteStrings([]);
            writer.WriteStrings([]);
            writer.WriteStrings([]);
            writer.WriteStrings(["/p"]);
            writer.WriteStrings([]);
        }).Ok();
        Assert.Empty(again.Events);
        _writer.SetData("/p", [2]).Ok();

        Assert.Equal(Event(WatchEventType.DataChanged, "/p"), again.ReadEvent());
    }

    [Fact]
    public void A_lagging_server_tells_of_all_it_missed_in_order()
    {
        var fixture = new CoreFixture(ZkLockAttr.Testing.Core.ServerSettings.Default with { Endpoints = 2 });
        var watcher = fixture.Connect(endpoint: 0);
        var writer = fixture.Connect(endpoint: 1);
        watcher.Call(OpCode.AddWatch, body => WritePathAndNumber(body, "/", Recursive)).Ok();
        var fault = new ServerFault(Faults.FaultKind.Lag, _ => false, int.MaxValue, ended => fixture.Core.EndFault(ended, fixture.Now)) { Endpoint = 0 };
        fixture.Core.BeginFault(fault);
        writer.Create("/a").Ok();
        writer.Create("/a/b").Ok();
        Assert.False(watcher.HasOutput);

        fault.Dispose();

        Assert.Equal(Event(WatchEventType.Created, "/a"), watcher.ReadEvent());
        Assert.Equal(Event(WatchEventType.Created, "/a/b"), watcher.ReadEvent());
    }

    private static WatchEvent Event(WatchEventType type, string path) => new(type, path);

    private static void WritePathAndNumber(FrameWriter writer, string path, int number)
    {
        writer.WriteString(path);
        writer.WriteInt(number);
    }

    private void AddWatch(string path, int mode) => Ask(OpCode.AddWatch, path, mode).Ok();

    private Reply Ask(OpCode opCode, string path, int number) => _watcher.Call(opCode, writer => WritePathAndNumber(writer, path, number));

    private List<WatchEvent> Heard()
    {
        _watcher.Ping().Ok();
        return _watcher.Events;
    }
}
