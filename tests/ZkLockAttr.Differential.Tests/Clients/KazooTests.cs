using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Differential.Tests.Clients;

public sealed class KazooTests : ForeignClientTests
{
    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Locks_are_handed_over_in_the_order_of_their_asking(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var other = await KazooClient.StartAsync(server.ConnectionString);
        var first = await kazoo.MakeLockAsync("/lock", identifier: "first");
        var second = await other.MakeLockAsync("/lock", identifier: "second");
        Assert.True(await first.AcquireAsync());
        Assert.False(await second.AcquireAsync(blocking: false));

        var waits = second.WaitUntilWaitingAsync();
        var acquired = second.AcquireAsync();
        await waits;
        Assert.Equal(["first", "second"], await first.GetContendersAsync());
        Assert.False(acquired.IsCompleted);
        await first.ReleaseAsync();

        Assert.True(await acquired);
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_wait_times_out_and_can_be_cancelled(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var holder = await kazoo.MakeLockAsync("/lock");
        var waiter = await kazoo.MakeLockAsync("/lock");
        await holder.AcquireAsync();

        var timeout = await Assert.ThrowsAsync<KazooException>(() => waiter.AcquireAsync(timeout: TimeSpan.FromMilliseconds(200)));
        Assert.StartsWith("LockTimeout", timeout.Message, StringComparison.Ordinal);
        var waits = waiter.WaitUntilWaitingAsync();
        var acquired = waiter.AcquireAsync();
        await waits;
        await waiter.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<KazooException>(() => acquired);
        Assert.StartsWith("CancelledError", cancelled.Message, StringComparison.Ordinal);
        Assert.Single(await holder.GetContendersAsync());
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_session_that_ends_is_told(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var lost = kazoo.WaitForStateAsync("LOST");

        await server.ExpireSessionAsync(kazoo.SessionId);

        await lost;
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Readers_share_and_keep_writers_out(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var reader = await kazoo.MakeLockAsync("/lock", KazooLockKind.ReadLock);
        var other = await kazoo.MakeLockAsync("/lock", KazooLockKind.ReadLock);
        var writer = await kazoo.MakeLockAsync("/lock", KazooLockKind.WriteLock);
        Assert.True(await reader.AcquireAsync());
        Assert.True(await other.AcquireAsync());
        Assert.False(await writer.AcquireAsync(blocking: false));

        await reader.ReleaseAsync();
        var waits = writer.WaitUntilWaitingAsync();
        var written = writer.AcquireAsync();
        await waits;
        await other.ReleaseAsync();

        Assert.True(await written);
        Assert.False(await reader.AcquireAsync(blocking: false));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_semaphore_has_so_many_leases(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var one = await kazoo.MakeSemaphoreAsync("/semaphore", leases: 2, "one");
        var two = await kazoo.MakeSemaphoreAsync("/semaphore", leases: 2, "two");
        var three = await kazoo.MakeSemaphoreAsync("/semaphore", leases: 2, "three");
        Assert.True(await one.AcquireAsync());
        Assert.True(await two.AcquireAsync());
        Assert.False(await three.AcquireAsync(blocking: false));
        Assert.Equal(["one", "two"], await one.GetLeaseHoldersAsync());

        var acquired = three.AcquireAsync();
        await one.ReleaseAsync();

        Assert.True(await acquired);
        Assert.Equal(["three", "two"], await one.GetLeaseHoldersAsync());
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Members_come_and_go(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var other = await KazooClient.StartAsync(server.ConnectionString);
        await kazoo.JoinAsync("/party", "ann");
        await other.JoinAsync("/party", "bob");
        Assert.Equal(["ann", "bob"], await kazoo.GetMembersAsync("/party"));

        await kazoo.LeaveAsync("/party", "ann");
        Assert.Equal(["bob"], await kazoo.GetMembersAsync("/party"));
        await other.StopAsync();
        Assert.Empty(await kazoo.GetMembersAsync("/party"));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Watches_follow_data_and_children(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var writer = new ZooKeeperClient(server.ConnectionString);
        await kazoo.WatchDataAsync("/x");
        await kazoo.WaitForDataAsync("/x", null);

        await writer.CreateAsync("/x", "one");
        await kazoo.WaitForDataAsync("/x", "one");
        await kazoo.WatchChildrenAsync("/x");
        await writer.CreateAsync("/x/1", "");
        await kazoo.WaitForChildrenAsync("/x", "1");
        await writer.CreateAsync("/x/2", "");
        await writer.SetAsync("/x", "two");
        await kazoo.WaitForChildrenAsync("/x", "1", "2");
        await kazoo.WaitForDataAsync("/x", "two");
        await writer.DeleteAsync("/x/1");
        await kazoo.WaitForChildrenAsync("/x", "2");
        await writer.DeleteAsync("/x/2");
        await writer.DeleteAsync("/x");
        await kazoo.WaitForDataAsync("/x", null);
    }

    [KazooFact(Timeout = Limit)]
    public async Task Watches_and_locks_survive_lost_connections()
    {
        await using var server = new InProcessZooKeeper();
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var writer = new ZooKeeperClient(server.ConnectionString);
        await writer.CreateAsync("/x", "one");
        await kazoo.WatchDataAsync("/x");
        await kazoo.WaitForDataAsync("/x", "one");
        var held = await kazoo.MakeLockAsync("/lock");
        await held.AcquireAsync();

        var connected = kazoo.WaitForStateAsync("CONNECTED");
        server.Server.DropConnections(kazoo.SessionId);
        await connected;
        await writer.SetAsync("/x", "two");

        await kazoo.WaitForDataAsync("/x", "two");
        Assert.Single(server.Server.GetChildren("/lock"));
        await held.ReleaseAsync();
        Assert.Empty(server.Server.GetChildren("/lock"));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task A_killed_process_leaves_its_lock_until_its_session_ends(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await (await kazoo.MakeLockAsync("/lock")).AcquireAsync();
        await kazoo.KillAsync();
        await using var other = await KazooClient.StartAsync(server.ConnectionString);
        var wanted = await other.MakeLockAsync("/lock");

        Assert.False(await wanted.AcquireAsync(blocking: false));
        await server.ExpireSessionAsync(kazoo.SessionId);
        Assert.True(await wanted.AcquireAsync(blocking: false));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Processes_never_lose_a_count(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var one = await KazooClient.StartAsync(server.ConnectionString);
        await using var two = await KazooClient.StartAsync(server.ConnectionString);
        var oneLock = await one.MakeLockAsync("/lock");
        var twoLock = await two.MakeLockAsync("/lock");

        await CountTogetherAsync(60, file => oneLock.WorkAsync(30, file), file => twoLock.WorkAsync(30, file));
    }
}
