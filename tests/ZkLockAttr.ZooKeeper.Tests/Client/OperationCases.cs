using System.Text;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>What each operation does and answers.</summary>
public abstract class OperationCases(ServerFixture fixture) : ClientCases(fixture)
{
    private static readonly byte[] SomeData = Encoding.UTF8.GetBytes("data");

    [Case(Timeout = Limit)]
    public async Task A_node_is_created_read_changed_and_deleted()
    {
        var client = NewClient();
        var path = Root + "/node";

        Assert.Equal(path, await client.CreateAsync(path, SomeData, CreateMode.Persistent));
        var (data, stat) = await client.GetDataAsync(path);
        Assert.Equal(SomeData, data);
        Assert.Equal((0, 4, 0, 0L), (stat.Version, stat.DataLength, stat.NumChildren, stat.EphemeralOwner));

        var changed = await client.SetDataAsync(path, [1, 2], version: 0);
        Assert.Equal((1, 2), (changed.Version, changed.DataLength));
        Assert.True(changed.Mzxid > changed.Czxid);
        Assert.Equal(changed, await client.ExistsAsync(path));

        await client.DeleteAsync(path, version: 1);
        Assert.Null(await client.ExistsAsync(path));
    }

    [Case(Timeout = Limit)]
    public async Task Null_data_and_empty_data_are_two_things()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/null", null, CreateMode.Persistent);
        await client.CreateAsync(Root + "/empty", [], CreateMode.Persistent);

        Assert.Null((await client.GetDataAsync(Root + "/null")).Data);
        Assert.Empty((await client.GetDataAsync(Root + "/empty")).Data!);
    }

    [Case(Timeout = Limit)]
    public async Task Sequential_nodes_are_numbered()
    {
        var client = NewClient();

        Assert.Equal(Root + "/n-0000000000", await client.CreateAsync(Root + "/n-", null, CreateMode.PersistentSequential));
        Assert.Equal(Root + "/n-0000000001", await client.CreateAsync(Root + "/n-", null, CreateMode.EphemeralSequential));
    }

    [Case(Timeout = Limit)]
    public async Task An_ephemeral_node_belongs_to_its_session_and_goes_with_it()
    {
        var client = NewClient();
        var (path, stat) = await client.CreateWithStatAsync(Root + "/ephemeral", null, CreateMode.Ephemeral);
        Assert.Equal(client.SessionId, stat.EphemeralOwner);
        Assert.NotEqual(0, stat.EphemeralOwner);

        await client.DisposeAsync();

        Assert.Null(await Observer.ExistsAsync(path));
    }

    [Case(Timeout = Limit)]
    public async Task A_created_nodes_stat_is_that_of_the_node()
    {
        var client = NewClient();

        var (path, stat) = await client.CreateWithStatAsync(Root + "/node", SomeData, CreateMode.Persistent);

        Assert.Equal(stat, await client.ExistsAsync(path));
        Assert.Equal(stat.Czxid, (await client.ExistsAsync(Root))!.Value.Pzxid);
    }

    [Case(Timeout = Limit)]
    public async Task Containers_are_created_with_and_without_their_stat()
    {
        var client = NewClient();

        Assert.Equal(Root + "/one", await client.CreateAsync(Root + "/one", null, CreateMode.Container));
        var (path, stat) = await client.CreateWithStatAsync(Root + "/two", null, CreateMode.Container);

        // Servers do not show who owns a container.
        Assert.Equal(Root + "/two", path);
        Assert.Equal(0, stat.EphemeralOwner);
        Assert.Equal(stat, await client.ExistsAsync(Root + "/two"));
    }

    [Case(Timeout = Limit)]
    public async Task Children_are_listed_with_their_parents_stat()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/b", null, CreateMode.Persistent);
        await client.CreateAsync(Root + "/a", null, CreateMode.Persistent);

        var (children, stat) = await client.GetChildrenAsync(Root);

        Assert.Equal(["a", "b"], children.Order());
        Assert.Equal((2, 2), (stat.NumChildren, stat.Cversion));
        Assert.Empty((await client.GetChildrenAsync(Root + "/a")).Children);
    }

    [Case(Timeout = Limit)]
    public async Task Sync_is_answered() => await NewClient().SyncAsync(Root);

    [Case(Timeout = Limit)]
    public async Task Requests_made_together_are_carried_out_in_their_order()
    {
        var client = NewClient();

        var created = client.CreateAsync(Root + "/x", null, CreateMode.Persistent);
        var listed = client.GetChildrenAsync(Root);
        var deleted = client.DeleteAsync(Root + "/x");
        var listedAgain = client.GetChildrenAsync(Root);
        await Task.WhenAll(created, listed, deleted, listedAgain);

        Assert.Equal(["x"], (await listed).Children);
        Assert.Empty((await listedAgain).Children);
    }

    [Case(Timeout = Limit)]
    public async Task Refusals_carry_their_error_and_path()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/node", null, CreateMode.Persistent);
        await client.CreateAsync(Root + "/node/child", null, CreateMode.Persistent);
        await client.CreateAsync(Root + "/ephemeral", null, CreateMode.Ephemeral);

        Assert.Equal(ZooKeeperError.NodeExists, await ErrorOf(client.CreateAsync(Root + "/node", null, CreateMode.Persistent)));
        Assert.Equal(ZooKeeperError.NoNode, await ErrorOf(client.CreateAsync(Root + "/none/child", null, CreateMode.Persistent)));
        Assert.Equal(ZooKeeperError.NoChildrenForEphemerals, await ErrorOf(client.CreateAsync(Root + "/ephemeral/child", null, CreateMode.Persistent)));
        Assert.Equal(ZooKeeperError.NotEmpty, await ErrorOf(client.DeleteAsync(Root + "/node")));
        Assert.Equal(ZooKeeperError.BadVersion, await ErrorOf(client.DeleteAsync(Root + "/node/child", version: 1)));
        Assert.Equal(ZooKeeperError.BadVersion, await ErrorOf(client.SetDataAsync(Root + "/node", null, version: 1)));
        Assert.Equal(ZooKeeperError.NoNode, await ErrorOf(client.GetDataAsync(Root + "/none")));
        Assert.Equal(ZooKeeperError.NoNode, await ErrorOf(client.GetChildrenAsync(Root + "/none")));

        var thrown = await Assert.ThrowsAsync<ZooKeeperException>(() => client.DeleteAsync(Root + "/none"));
        Assert.Equal(Root + "/none", thrown.Path);
        Assert.False(thrown.IsOutcomeUnknown);
        Assert.Equal($"The node '{Root}/none' does not exist.", thrown.Message);
    }

    [Case(Timeout = Limit)]
    public async Task All_steps_of_a_multi_are_one_transaction()
    {
        var client = NewClient();
        await client.CreateAsync(Root + "/old", null, CreateMode.Persistent);

        var results = await client.MultiAsync(
        [
            new MultiStep.Check(Root),
            new MultiStep.Create(Root + "/n-", null, CreateMode.PersistentSequential),
            new MultiStep.Create(Root + "/n-", null, CreateMode.PersistentSequential),
            new MultiStep.SetData(Root, SomeData),
            new MultiStep.Delete(Root + "/old"),
        ]);

        // The old node had the number 0.
        Assert.Equal([0, 1, 2, 0, 0], results.Select(result => result.CreatedNumber));
        var first = await client.ExistsAsync(Root + "/n-0000000001");
        var second = await client.ExistsAsync(Root + "/n-0000000002");
        Assert.Equal(first!.Value.Czxid, second!.Value.Czxid);
        Assert.Equal(["n-0000000001", "n-0000000002"], (await client.GetChildrenAsync(Root)).Children.Order());
    }

    [Case(Timeout = Limit)]
    public async Task A_multi_that_fails_does_nothing_and_says_where()
    {
        var client = NewClient();

        var results = await client.MultiAsync(
        [
            new MultiStep.Create(Root + "/new", null, CreateMode.Persistent),
            new MultiStep.Check(Root + "/none"),
            new MultiStep.Delete(Root),
        ]);

        Assert.Equal([ZooKeeperError.Ok, ZooKeeperError.NoNode, ZooKeeperError.RuntimeInconsistency], results.Select(result => result.Error));
        Assert.Empty((await client.GetChildrenAsync(Root)).Children);
    }

    [Case(Timeout = Limit)]
    public async Task Too_much_data_is_refused_before_it_is_sent()
    {
        var client = NewClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateAsync(Root + "/large", new byte[1024 * 1024], CreateMode.Persistent));

        await client.CreateAsync(Root + "/large", new byte[900 * 1024], CreateMode.Persistent);
        Assert.Equal(900 * 1024, (await client.GetDataAsync(Root + "/large")).Data!.Length);
        Assert.Equal(1, Proxy.ConnectionCount);
    }

    [Case(Timeout = Limit)]
    public async Task Names_may_hold_other_scripts_but_not_all_of_unicode()
    {
        var client = NewClient();

        var path = await client.CreateAsync(Root + "/žlutý-锁", null, CreateMode.Persistent);

        Assert.Equal(Root + "/žlutý-锁", path);
        Assert.Equal(["žlutý-锁"], (await client.GetChildrenAsync(Root)).Children);
        Assert.Equal(ZooKeeperError.BadArguments, await ErrorOf(client.CreateAsync(Root + "/🔒", null, CreateMode.Persistent)));
    }

    [Case(Timeout = Limit)]
    public async Task Below_a_chroot_all_paths_are_its_own()
    {
        var client = NewClient(chroot: Root);
        var (watch, happened) = NewWatch();

        Assert.Equal("/n-0000000000", await client.CreateAsync("/n-", null, CreateMode.PersistentSequential));
        Assert.Equal("/0000000001", await client.CreateAsync("/", null, CreateMode.PersistentSequential));
        Assert.Equal("/a", (await client.CreateWithStatAsync("/a", SomeData, CreateMode.Persistent)).Path);
        Assert.Equal(["0000000001", "a", "n-0000000000"], (await client.GetChildrenAsync("/")).Children.Order(StringComparer.Ordinal));
        Assert.Equal(SomeData, (await client.GetDataAsync("/a", watch)).Data);
        Assert.Equal("/none", (await Assert.ThrowsAsync<ZooKeeperException>(() => client.DeleteAsync("/none"))).Path);
        await client.DeleteAsync("/a");

        Assert.Equal(new WatchEvent(WatchEventType.Deleted, "/a"), await happened);
        Assert.NotNull(await Observer.ExistsAsync(Root + "/n-0000000000"));
    }

    [Case(Timeout = Limit)]
    public async Task A_chroot_that_does_not_exist_is_a_missing_parent()
    {
        var client = NewClient(chroot: Root + "/none");

        Assert.Equal(ZooKeeperError.NoNode, await ErrorOf(client.CreateAsync("/a", null, CreateMode.Persistent)));
    }
}
