using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Operating;

/// <summary>An ensemble that is moved or restored: what docs/operating.md says of tokens, and of what was held.</summary>
public sealed class AnotherEnsembleTests
{
    private const int Limit = 60_000;

    private static readonly DistributedLocksOptions Options = new() { SessionTimeout = TimeSpan.FromSeconds(4) };

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task In_a_new_ensemble_tokens_begin_anew()
    {
        await using var old = await RealZooKeeper.LaunchAsync();
        await using var moved = await RealZooKeeper.LaunchAsync();
        var stored = await TokenOfManyAsync(old);

        await using var locks = new DistributedLocks(moved.ConnectionString, Options);
        await using var handle = await locks.AcquireAsync("test");

        Assert.True(handle.FencingToken < stored);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task After_a_restore_tokens_are_smaller_and_what_was_held_is_held_until_its_session_ends()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        var backup = Directory.CreateTempSubdirectory("zookeeper-backup-");
        try
        {
            await using (var gone = new DistributedLocks(server.ConnectionString, Options with { ApplicationName = "of the past" }))
            {
                await using var held = await gone.AcquireAsync("held");
                await server.StopAsync();
                server.BackUp(backup.FullName);
                await server.StartAsync();
            }

            var stored = await TokenOfManyAsync(server);
            await server.StopAsync();
            server.Restore(backup.FullName);
            await server.StartAsync();

            await using var locks = new DistributedLocks(server.ConnectionString, Options);
            var holder = (await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync("held", TimeSpan.Zero).AsTask())).Holder;
            Assert.Contains("process=of the past", holder, StringComparison.Ordinal);

            await using var handle = await locks.AcquireAsync("held");
            Assert.True(handle.FencingToken < stored);
        }
        finally
        {
            backup.Delete(recursive: true);
        }
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_process_that_was_not_stopped_gets_locks_in_the_restored_ensemble_all_the_same()
    {
        await using var server = await RealZooKeeper.LaunchAsync();
        var backup = Directory.CreateTempSubdirectory("zookeeper-backup-");
        try
        {
            await server.StopAsync();
            server.BackUp(backup.FullName);
            await server.StartAsync();
            await using var running = new DistributedLocks(server.ConnectionString, Options);
            await (await running.AcquireAsync("test")).DisposeAsync();

            await server.StopAsync();
            server.Restore(backup.FullName);
            await server.StartAsync();

            // The server closes the connection of whoever has seen more than it knows, until that one gives its session up.
            await using var handle = await running.AcquireAsync("test");
            Assert.True(await handle.ValidateAsync());
        }
        finally
        {
            backup.Delete(recursive: true);
        }
    }

    private static async Task<long> TokenOfManyAsync(RealZooKeeper server)
    {
        await using var locks = new DistributedLocks(server.ConnectionString, Options);
        for (var i = 0; i < 20; i++)
        {
            await (await locks.AcquireAsync("test")).DisposeAsync();
        }

        await using var last = await locks.AcquireAsync("test");
        return last.FencingToken;
    }
}
