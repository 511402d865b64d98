using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

public sealed class SharedCountTests : CountedTests
{
    private static LockRequest Reader => new("test", LockMode.Shared);

    [Fact(Timeout = Limit)]
    public async Task A_reader_among_readers_costs_what_a_lock_alone_costs()
    {
        await using var other = await NewLocks().AcquireAsync(Reader);
        var locks = await NewWarmLocksAsync("warm");
        using var traffic = Watch();

        var handle = await locks.AcquireAsync(Reader);
        Assert.Equal([ServerOperation.Create, ServerOperation.GetChildren2], traffic.Operations);
        await handle.DisposeAsync();
        Assert.Equal([ServerOperation.Create, ServerOperation.GetChildren2, ServerOperation.Delete], traffic.Operations);
    }

    [Fact(Timeout = Limit)]
    public async Task A_reader_that_goes_wakes_no_other_reader_and_only_the_last_one_wakes_the_writer()
    {
        const int Readers = 5;
        var readers = new List<LockHandle>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await NewLocks().AcquireAsync(Reader));
        }

        var last = $"{Path}/{Server.GetChildren(Path).MaxBy(node => node[^10..])}";
        var writing = NewLocks().Beside("test");
        await Server.WaitUntilAsync(server => server.CountWatches(last) == 1);
        using var traffic = Watch();

        foreach (var reader in readers[..^1])
        {
            await reader.DisposeAsync();
        }

        Assert.Empty(traffic.Events);
        await readers[^1].DisposeAsync();
        await using var writer = await writing;

        Assert.Single(traffic.Events);

        // Several were ahead when it came: it looks once more.
        Assert.Equal(ServerOperation.GetChildren2, Assert.Single(traffic.Operations, operation => operation != ServerOperation.Delete));
    }

    [Fact(Timeout = Limit)]
    public async Task A_downgradable_lock_takes_its_two_nodes_in_one_write_and_goes_in_one()
    {
        var locks = await NewWarmLocksAsync("test");
        using var traffic = Watch();
        var before = Server.Statistics;

        var handle = await locks.AcquireAsync(new LockRequest("test") { Options = LockOptions.Downgradable });

        Assert.Equal([ServerOperation.Multi, ServerOperation.GetChildren2], traffic.Operations);
        var acquired = Server.Statistics;
        Assert.Equal(1, acquired.Receives - before.Receives);
        await handle.DisposeAsync();
        Assert.Equal(1, Server.Statistics.Receives - acquired.Receives);
    }

    [Fact(Timeout = Limit)]
    public async Task A_downgrade_costs_one_request()
    {
        var locks = await NewWarmLocksAsync("test");
        await using var handle = await locks.AcquireAsync(new LockRequest("test") { Options = LockOptions.Downgradable });
        using var traffic = Watch();

        await handle.DowngradeAsync();
        await handle.DowngradeAsync();

        Assert.Equal(ServerOperation.Delete, Assert.Single(traffic.Operations));
    }
}
