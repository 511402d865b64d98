using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>What watches are told.</summary>
public abstract class WatchCases(ServerFixture fixture) : ClientCases(fixture)
{
    [Case(Timeout = Limit)]
    public async Task A_change_of_data()
    {
        var (watch, happened) = NewWatch();
        await NewClient().GetDataAsync(Root, watch);

        await Observer.SetDataAsync(Root, [1]);
        await Observer.SetDataAsync(Root, [2]);

        Assert.Equal(new WatchEvent(WatchEventType.DataChanged, Root), await happened);
    }

    [Case(Timeout = Limit)]
    public async Task A_deletion()
    {
        var client = NewClient();
        var path = await client.CreateAsync(Root + "/a", null, CreateMode.Persistent);
        var (watchData, dataHappened) = NewWatch();
        var (watchChildren, childrenHappened) = NewWatch();
        var (watchParent, parentHappened) = NewWatch();
        await client.GetDataAsync(path, watchData);
        await client.GetChildrenAsync(path, watchChildren);
        await client.GetChildrenAsync(Root, watchParent);

        await Observer.DeleteAsync(path);

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, path), await dataHappened);
        Assert.Equal(new WatchEvent(WatchEventType.Deleted, path), await childrenHappened);
        Assert.Equal(new WatchEvent(WatchEventType.ChildrenChanged, Root), await parentHappened);
    }

    [Case(Timeout = Limit)]
    public async Task A_creation()
    {
        var (watch, happened) = NewWatch();
        Assert.Null(await NewClient().ExistsAsync(Root + "/a", watch));

        await Observer.CreateAsync(Root + "/a", null, CreateMode.Persistent);

        Assert.Equal(new WatchEvent(WatchEventType.Created, Root + "/a"), await happened);
    }

    [Case(Timeout = Limit)]
    public async Task A_new_child()
    {
        var (watch, happened) = NewWatch();
        await NewClient().GetChildrenAsync(Root, watch);

        await Observer.CreateAsync(Root + "/a", null, CreateMode.Persistent);

        Assert.Equal(new WatchEvent(WatchEventType.ChildrenChanged, Root), await happened);
    }

    [Case(Timeout = Limit)]
    public async Task What_the_client_does_itself()
    {
        var client = NewClient();
        var (watch, happened) = NewWatch();
        await client.GetChildrenAsync(Root, watch);

        await client.CreateAsync(Root + "/a", null, CreateMode.Persistent);

        Assert.Equal(new WatchEvent(WatchEventType.ChildrenChanged, Root), await happened);
    }

    [Case(Timeout = Limit)]
    public async Task A_read_that_failed_leaves_no_watch()
    {
        var client = NewClient();
        var (watch, happened) = NewWatch();
        await ErrorOf(client.GetDataAsync(Root + "/a", watch));

        await Observer.CreateAsync(Root + "/a", null, CreateMode.Persistent);
        await client.SyncAsync(Root);

        Assert.False(happened.IsCompleted);
    }

    [Case(Timeout = Limit)]
    public async Task The_loss_of_the_connection()
    {
        var client = NewClient();
        var (watchData, dataHappened) = NewWatch();
        var (watchChildren, childrenHappened) = NewWatch();
        await client.GetDataAsync(Root, watchData);
        await client.GetChildrenAsync(Root, watchChildren);

        Proxy.CutConnections();

        Assert.Equal(new WatchEvent(WatchEventType.ConnectionLost, Root), await dataHappened);
        Assert.Equal(new WatchEvent(WatchEventType.ConnectionLost, Root), await childrenHappened);
    }
}
