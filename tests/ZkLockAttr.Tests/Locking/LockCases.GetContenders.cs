using System.Text;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Who holds, and who waits.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task Nobody_contends_for_a_lock_that_is_free_or_was_never_used()
    {
        var locks = NewLocks();
        Assert.Empty(await locks.GetContendersAsync("test"));
        await using (await locks.AcquireAsync("test"))
        {
        }

        Assert.Empty(await locks.GetContendersAsync("test"));
    }

    [Case(Timeout = Limit)]
    public async Task Contenders_are_told_in_the_order_of_the_queue()
    {
        var writers = NewLocks();
        var readers = NewLocks();
        await using var holder = await writers.AcquireAsync(Writer);
        var reading = readers.Beside(Reader);
        await Server.WaitForChildrenAsync(Path, 2);
        var nodes = (await Server.ChildrenAsync(Path)).OrderBy(node => node[^10..], StringComparer.Ordinal).ToArray();

        var contenders = await NewLocks().GetContendersAsync("test");

        Assert.Equal(nodes, contenders.Select(contender => contender.Node));
        Assert.Equal([true, false], contenders.Select(contender => contender.IsHolder));
        Assert.Equal([LockMode.Exclusive, LockMode.Shared], contenders.Select(contender => contender.Mode));
        Assert.Equal([writers.SessionId, readers.SessionId], contenders.Select(contender => contender.SessionId));
        Assert.Equal(holder.FencingToken, contenders[0].CreationZxid);
        Assert.True(contenders[1].CreationZxid > contenders[0].CreationZxid);
        Assert.True(contenders[1].Since >= contenders[0].Since);
        Assert.All(contenders, contender =>
        {
            Assert.Null(contender.MaxCount);
            Assert.Equal("ZkLockAttr", contender.Client);
            Assert.Contains($"machine={Environment.MachineName}", contender.Description, StringComparison.Ordinal);
            Assert.Contains($"pid={Environment.ProcessId}", contender.Description, StringComparison.Ordinal);
            Assert.InRange(contender.Since, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(10));
        });

        await holder.DisposeAsync();
        await (await reading).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task A_lock_that_can_be_downgraded_is_one_contender_before_and_after()
    {
        await using var holder = await NewLocks().AcquireAsync(new LockRequest("test") { Options = LockOptions.Downgradable });
        var locks = NewLocks();
        Assert.Equal((LockMode.Exclusive, true), Assert.Single(await locks.GetContendersAsync("test")) is var writer ? (writer.Mode, writer.IsHolder) : default);

        await holder.DowngradeAsync();

        Assert.Equal((LockMode.Shared, true), Assert.Single(await locks.GetContendersAsync("test")) is var reader ? (reader.Mode, reader.IsHolder) : default);
    }

    [Case(Timeout = Limit)]
    public async Task Readers_before_the_first_writer_hold_and_those_behind_it_wait()
    {
        var locks = NewLocks();
        await using var first = await NewLocks().AcquireAsync(Reader);
        await using var second = await NewLocks().AcquireAsync(Reader);
        using var source = new CancellationTokenSource();
        var writing = NewLocks().Beside(Writer, source.Token);
        await Server.WaitForChildrenAsync(Path, 3);
        var reading = NewLocks().Beside(Reader, source.Token);
        await Server.WaitForChildrenAsync(Path, 4);

        var contenders = await locks.GetContendersAsync("test");

        Assert.Equal([true, true, false, false], contenders.Select(contender => contender.IsHolder));
        Assert.Equal(
            [LockMode.Shared, LockMode.Shared, LockMode.Exclusive, LockMode.Shared], contenders.Select(contender => contender.Mode));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        // The one may have been let in before it saw that it was cancelled.
        await Task.WhenAny(reading);
    }

    [Case(Timeout = Limit)]
    public async Task Of_a_semaphore_the_first_so_many_hold()
    {
        await using var first = await NewLocks().AcquireAsync(OneOf(2));
        await using var second = await NewLocks().AcquireAsync(OneOf(2));
        using var source = new CancellationTokenSource();
        var waiting = NewLocks().Beside(OneOf(2), source.Token);
        await Server.WaitForChildrenAsync(Path, 3);

        var contenders = await NewLocks().GetContendersAsync("test");

        Assert.Equal([true, true, false], contenders.Select(contender => contender.IsHolder));
        Assert.All(contenders, contender => Assert.Equal((2, null), (contender.MaxCount, contender.Mode)));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Case(Timeout = Limit)]
    public async Task Other_clients_contenders_are_told_by_their_clients()
    {
        await CreateForeignAsync("0123456789abcdef0123456789abcdef__lock__", "the old program");
        await CreateForeignAsync("0123456789abcdef0123456789abcdef__rlock__", "its report");
        await CreateForeignAsync("_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", "10.0.0.7");
        await CreateForeignAsync("_c_6b1f9f0e-0000-0000-0000-000000000001-__READ__", "10.0.0.7");
        await CreateForeignAsync("_c_6b1f9f0e-0000-0000-0000-000000000002-__WRIT__", "10.0.0.7");

        var contenders = await NewLocks().GetContendersAsync("test");

        Assert.Equal(["kazoo", "kazoo", "Curator", "Curator", "Curator"], contenders.Select(contender => contender.Client));
        Assert.Equal(
            [LockMode.Exclusive, LockMode.Shared, LockMode.Exclusive, LockMode.Shared, LockMode.Exclusive], contenders.Select(contender => contender.Mode));
        Assert.True(contenders[0].IsHolder);
        Assert.Contains("the old program", contenders[0].Description, StringComparison.Ordinal);
        Assert.Contains("10.0.0.7", contenders[2].Description, StringComparison.Ordinal);
        Assert.All(contenders, contender => Assert.Equal(Server.Observer.SessionId, contender.SessionId));
    }

    [Case(Timeout = Limit)]
    public async Task Who_keeps_clear_of_all_clients_waits_behind_Curators_lock_and_who_does_not_holds()
    {
        await CreateForeignAsync("_c_6b1f9f0e-0000-0000-0000-000000000000-lock-", "10.0.0.7");
        var universal = NewLocks(new DistributedLocksOptions { Interop = LockInterop.Universal });
        using var source = new CancellationTokenSource();
        var waiting = universal.Beside(Writer, source.Token);
        await Server.WaitForChildrenAsync(Path, 4);

        Assert.Equal([("Curator", true), ("ZkLockAttr", false)], await TellAsync());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Server.WaitForChildrenAsync(Path, 1);

        await using var holder = await NewLocks().AcquireAsync(Writer);
        Assert.Equal([("Curator", true), ("ZkLockAttr", true)], await TellAsync());

        async Task<IEnumerable<(string, bool)>> TellAsync() =>
            (await NewLocks().GetContendersAsync("test")).Select(contender => (contender.Client, contender.IsHolder));
    }

    [Case(Timeout = Limit)]
    public async Task A_contenders_data_may_be_anything()
    {
        await CreateForeignAsync("0123456789abcdef0123456789abcdef__lock__", null);
        await Server.Observer.CreateAsync($"{Path}/fedcba9876543210fedcba9876543210__lock__", [0xFF, 0x00, 0xFE], CreateMode.PersistentSequential);

        var contenders = await NewLocks().GetContendersAsync("test");

        Assert.Equal([true, false], contenders.Select(contender => contender.IsHolder));
        Assert.Equal(0, contenders[1].SessionId);
        Assert.All(contenders, contender => Assert.NotNull(contender.Description));
    }

    [Case(Timeout = Limit)]
    public async Task Telling_the_contenders_takes_nothing_and_can_be_cancelled()
    {
        var locks = NewLocks();
        await using var holder = await locks.AcquireAsync(Writer);

        Assert.Single(await locks.GetContendersAsync("test"));
        Assert.Single(await Server.ChildrenAsync(Path));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => locks.GetContendersAsync("test", new CancellationToken(canceled: true)).AsTask());
        Assert.True(holder.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_time_out_behind_readers_names_one_of_them()
    {
        await using var holder = await NewLocks().AcquireAsync(Reader);

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(
            () => NewLocks().AcquireAsync(Writer, TimeSpan.FromMilliseconds(200)).AsTask());

        Assert.Contains($"pid={Environment.ProcessId}", exception.Holder!, StringComparison.Ordinal);
    }

    private async Task CreateForeignAsync(string prefix, string? data)
    {
        foreach (var parent in new[] { "/locks", Path })
        {
            if (await Server.Observer.ExistsAsync(parent) is null)
            {
                await Server.Observer.CreateAsync(parent, null, CreateMode.Persistent);
            }
        }

        await Server.Observer.CreateAsync($"{Path}/{prefix}", data is null ? null : Encoding.UTF8.GetBytes(data), CreateMode.EphemeralSequential);
    }
}
