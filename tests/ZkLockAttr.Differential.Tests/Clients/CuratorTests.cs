using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Differential.Tests.Clients;

public sealed class CuratorTests : ForeignClientTests
{
    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Mutexes_are_handed_over_in_the_order_of_their_asking(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var first = await curator.MakeLockAsync("/lock");
        var second = await curator.MakeLockAsync("/lock");
        Assert.True(await first.AcquireAsync());
        Assert.False(await second.AcquireAsync(TimeSpan.Zero));
        Assert.False(await second.AcquireAsync(TimeSpan.FromMilliseconds(200)));

        var acquired = second.AcquireAsync();
        while ((await first.GetParticipantsAsync()).Count < 2)
        {
        }

        Assert.False(acquired.IsCompleted);
        await first.ReleaseAsync();

        Assert.True(await acquired);
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_wait_can_be_cancelled(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var holder = await curator.MakeLockAsync("/lock");
        var waiter = await curator.MakeLockAsync("/lock");
        await holder.AcquireAsync();
        var acquired = waiter.AcquireAsync();
        while ((await holder.GetParticipantsAsync()).Count < 2)
        {
        }

        await waiter.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<CuratorException>(() => acquired);
        Assert.StartsWith("InterruptedException", cancelled.Message, StringComparison.Ordinal);
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_session_that_ends_is_told(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var lost = curator.WaitForStateAsync("LOST");

        await server.ExpireSessionAsync(curator.SessionId);

        await lost;
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Readers_share_and_keep_writers_out(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var reader = await curator.MakeLockAsync("/lock", CuratorLockKind.ReadLock);
        var other = await curator.MakeLockAsync("/lock", CuratorLockKind.ReadLock);
        var writer = await curator.MakeLockAsync("/lock", CuratorLockKind.WriteLock);
        Assert.True(await reader.AcquireAsync());
        Assert.True(await other.AcquireAsync());
        Assert.False(await writer.AcquireAsync(TimeSpan.Zero));

        var written = writer.AcquireAsync();
        await reader.ReleaseAsync();
        await other.ReleaseAsync();

        Assert.True(await written);
        Assert.False(await reader.AcquireAsync(TimeSpan.Zero));
        await writer.ReleaseAsync();
        Assert.True(await reader.AcquireAsync());
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_semaphore_has_so_many_leases(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await using var other = await CuratorClient.StartAsync(server.ConnectionString);
        var here = await curator.MakeLockAsync("/semaphore", CuratorLockKind.Semaphore, leases: 2);
        var there = await other.MakeLockAsync("/semaphore", CuratorLockKind.Semaphore, leases: 2);
        Assert.True(await here.AcquireAsync());
        Assert.True(await there.AcquireAsync());
        Assert.False(await here.AcquireAsync(TimeSpan.FromMilliseconds(200)));

        var acquired = here.AcquireAsync();
        await there.ReleaseAsync();

        Assert.True(await acquired);
        Assert.Equal(2, (await here.GetParticipantsAsync()).Count);
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Caches_follow_a_node_and_all_below_it(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await using var writer = new ZooKeeperClient(server.ConnectionString);
        await curator.WatchAsync("/tree");
        await curator.WatchAsync("/node", withDescendants: false);

        await writer.CreateAsync("/tree", "a");
        await writer.CreateAsync("/tree/1", "b");
        await writer.CreateAsync("/tree/1/2", "c");
        await writer.CreateAsync("/node", "n");
        await writer.CreateAsync("/node/child", "");
        await curator.WaitForNodesAsync("/tree", Nodes(("/tree", "a"), ("/tree/1", "b"), ("/tree/1/2", "c")));
        await curator.WaitForNodesAsync("/node", Nodes(("/node", "n")));

        await writer.SetAsync("/tree/1/2", "d");
        await writer.SetAsync("/node", "m");
        await curator.WaitForNodesAsync("/tree", Nodes(("/tree", "a"), ("/tree/1", "b"), ("/tree/1/2", "d")));
        await curator.WaitForNodesAsync("/node", Nodes(("/node", "m")));

        await writer.DeleteAsync("/tree/1/2");
        await writer.DeleteAsync("/tree/1");
        await writer.DeleteAsync("/node/child");
        await writer.DeleteAsync("/node");
        await curator.WaitForNodesAsync("/tree", Nodes(("/tree", "a")));
        await curator.WaitForNodesAsync("/node", Nodes());
    }

    [CuratorFact(Timeout = Limit)]
    public async Task Caches_and_locks_survive_lost_connections()
    {
        await using var server = new InProcessZooKeeper();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await using var writer = new ZooKeeperClient(server.ConnectionString);
        await writer.CreateAsync("/tree", "a");
        await curator.WatchAsync("/tree");
        await curator.WaitForNodesAsync("/tree", Nodes(("/tree", "a")));
        var held = await curator.MakeLockAsync("/lock");
        await held.AcquireAsync();

        var reconnected = curator.WaitForStateAsync("RECONNECTED");
        server.Server.DropConnections(curator.SessionId);
        await reconnected;
        await writer.CreateAsync("/tree/1", "b");

        await curator.WaitForNodesAsync("/tree", Nodes(("/tree", "a"), ("/tree/1", "b")));
        Assert.Single(server.Server.GetChildren("/lock"));
        await held.ReleaseAsync();
        Assert.Empty(server.Server.GetChildren("/lock"));
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_killed_process_leaves_its_lock_until_its_session_ends(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await (await curator.MakeLockAsync("/lock")).AcquireAsync();
        await curator.KillAsync();
        await using var other = await CuratorClient.StartAsync(server.ConnectionString);
        var wanted = await other.MakeLockAsync("/lock");

        Assert.False(await wanted.AcquireAsync(TimeSpan.Zero));
        await server.ExpireSessionAsync(curator.SessionId);
        Assert.True(await wanted.AcquireAsync(TimeSpan.Zero));
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Processes_never_lose_a_count(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await using var other = await CuratorClient.StartAsync(server.ConnectionString);
        var here = await curator.MakeLockAsync("/lock");
        var there = await other.MakeLockAsync("/lock");

        await CountTogetherAsync(60, file => here.WorkAsync(30, file), file => there.WorkAsync(30, file));
    }

    private static Dictionary<string, string> Nodes(params (string Path, string Data)[] nodes) => nodes.ToDictionary(node => node.Path, node => node.Data);
}
