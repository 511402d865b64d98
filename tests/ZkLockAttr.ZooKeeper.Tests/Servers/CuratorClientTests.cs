using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Servers;

public sealed class CuratorClientTests
{
    [CuratorFact]
    public async Task One_lock_waits_for_another()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var first = await curator.MakeLockAsync("/lock");
        var second = await curator.MakeLockAsync("/lock");
        Assert.True(await first.AcquireAsync());
        Assert.False(await second.AcquireAsync(TimeSpan.Zero));

        var acquired = second.AcquireAsync();
        while ((await first.GetParticipantsAsync()).Count < 2)
        {
        }

        Assert.False(acquired.IsCompleted);
        await first.ReleaseAsync();
        Assert.True(await acquired);
    }

    [CuratorFact]
    public async Task A_waiting_lock_can_be_cancelled()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var holder = await curator.MakeLockAsync("/lock");
        var waiter = await curator.MakeLockAsync("/lock");
        await holder.AcquireAsync();

        var acquired = waiter.AcquireAsync();
        while ((await holder.GetParticipantsAsync()).Count < 2)
        {
        }

        await waiter.CancelAsync();
        var thrown = await Assert.ThrowsAsync<CuratorException>(() => acquired);
        Assert.StartsWith("InterruptedException", thrown.Message, StringComparison.Ordinal);
    }

    [CuratorFact]
    public async Task Readers_share_and_a_writer_waits()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var reader = await curator.MakeLockAsync("/lock", CuratorLockKind.ReadLock);
        var other = await curator.MakeLockAsync("/lock", CuratorLockKind.ReadLock);
        var writer = await curator.MakeLockAsync("/lock", CuratorLockKind.WriteLock);

        Assert.True(await reader.AcquireAsync());
        Assert.True(await other.AcquireAsync());
        Assert.False(await writer.AcquireAsync(TimeSpan.Zero));
    }

    [CuratorFact]
    public async Task A_semaphore_has_so_many_leases()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var semaphore = await curator.MakeLockAsync("/semaphore", CuratorLockKind.Semaphore, leases: 2);

        Assert.True(await semaphore.AcquireAsync());
        Assert.True(await semaphore.AcquireAsync());
        Assert.False(await semaphore.AcquireAsync(TimeSpan.FromMilliseconds(100)));
        await semaphore.ReleaseAsync();
        Assert.True(await semaphore.AcquireAsync());
    }

    [CuratorFact]
    public async Task Reports_a_lost_session()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        var lost = curator.WaitForStateAsync("LOST");

        await server.ExpireSessionAsync(curator.SessionId);

        await lost;
    }

    [CuratorFact]
    public async Task A_killed_process_leaves_its_lock_until_its_session_expires()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var curator = await CuratorClient.StartAsync(server.ConnectionString);
        await (await curator.MakeLockAsync("/lock")).AcquireAsync();
        await curator.KillAsync();
        await using var other = await CuratorClient.StartAsync(server.ConnectionString);
        var wanted = await other.MakeLockAsync("/lock");

        Assert.False(await wanted.AcquireAsync(TimeSpan.Zero));
        await server.ExpireSessionAsync(curator.SessionId);
        Assert.True(await wanted.AcquireAsync(TimeSpan.Zero));
    }

    [CuratorFact]
    public async Task Two_workers_never_lose_a_count()
    {
        var folder = Directory.CreateTempSubdirectory("curator-");
        var file = Path.Combine(folder.FullName, "count");
        await File.WriteAllTextAsync(file, "0");
        await using var server = await RealZooKeeper.LaunchAsync();
        await using var one = await CuratorClient.StartAsync(server.ConnectionString);
        await using var two = await CuratorClient.StartAsync(server.ConnectionString);
        var oneLock = await one.MakeLockAsync("/lock");
        var twoLock = await two.MakeLockAsync("/lock");

        await Task.WhenAll(oneLock.WorkAsync(20, file), twoLock.WorkAsync(20, file));

        Assert.Equal("40", await File.ReadAllTextAsync(file));
        folder.Delete(recursive: true);
    }
}
