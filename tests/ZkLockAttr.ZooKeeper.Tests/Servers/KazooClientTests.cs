using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Servers;

public sealed class KazooClientTests
{
    [KazooFact]
    public async Task One_lock_waits_for_another()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var first = await kazoo.MakeLockAsync("/lock", identifier: "first");
        var second = await kazoo.MakeLockAsync("/lock", identifier: "second");
        Assert.True(await first.AcquireAsync());

        var waits = second.WaitUntilWaitingAsync();
        var acquired = second.AcquireAsync();
        await waits;
        Assert.Equal(["first", "second"], await first.GetContendersAsync());
        Assert.False(acquired.IsCompleted);

        await first.ReleaseAsync();
        Assert.True(await acquired);
        Assert.True(await second.IsAcquiredAsync());
    }

    [KazooFact]
    public async Task A_time_out_is_an_exception_and_a_try_is_not()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var holder = await kazoo.MakeLockAsync("/lock");
        var other = await kazoo.MakeLockAsync("/lock");
        await holder.AcquireAsync();

        Assert.False(await other.AcquireAsync(blocking: false));
        var thrown = await Assert.ThrowsAsync<KazooException>(() => other.AcquireAsync(timeout: TimeSpan.FromMilliseconds(200)));
        Assert.StartsWith("LockTimeout", thrown.Message, StringComparison.Ordinal);
    }

    [KazooFact]
    public async Task Reports_a_lost_session()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var lost = kazoo.WaitForStateAsync("LOST");

        await server.ExpireSessionAsync(kazoo.SessionId);

        await lost;
    }

    [KazooFact]
    public async Task A_killed_process_leaves_its_lock_until_its_session_expires()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        var held = await kazoo.MakeLockAsync("/lock");
        await held.AcquireAsync();
        await kazoo.KillAsync();
        await using var other = await KazooClient.StartAsync(server.ConnectionString);
        var wanted = await other.MakeLockAsync("/lock");

        Assert.False(await wanted.AcquireAsync(blocking: false));
        await server.ExpireSessionAsync(kazoo.SessionId);
        Assert.True(await wanted.AcquireAsync(blocking: false));
    }

    [KazooFact]
    public async Task Two_workers_never_lose_a_count()
    {
        var folder = Directory.CreateTempSubdirectory("kazoo-");
        var file = Path.Combine(folder.FullName, "count");
        await File.WriteAllTextAsync(file, "0");
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var one = await KazooClient.StartAsync(server.ConnectionString);
        await using var two = await KazooClient.StartAsync(server.ConnectionString);
        var oneLock = await one.MakeLockAsync("/lock");
        var twoLock = await two.MakeLockAsync("/lock");

        await Task.WhenAll(oneLock.WorkAsync(20, file), twoLock.WorkAsync(20, file));

        Assert.Equal("40", await File.ReadAllTextAsync(file));
        folder.Delete(recursive: true);
    }
}
