using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>An exclusive lock that becomes a shared one.</summary>
public abstract partial class LockCases
{
    private static LockRequest Downgradable => new("test") { Options = LockOptions.Downgradable };

    [Case(Timeout = Limit)]
    public async Task A_downgraded_lock_lets_readers_in_and_no_writers()
    {
        var handle = await NewLocks().AcquireAsync(Downgradable);
        var token = handle.FencingToken;
        Assert.Null(await NewLocks().TryAcquireAsync(Reader));

        await handle.DowngradeAsync();

        Assert.True(handle.IsHeld);
        Assert.True(await handle.ValidateAsync());
        Assert.Equal(token, handle.FencingToken);
        await using (var reader = await NewLocks().TryAcquireAsync(Reader))
        {
            Assert.NotNull(reader);
        }

        Assert.Null(await NewLocks().TryAcquireAsync(Writer));
        await handle.DisposeAsync();
        await using var writer = await NewLocks().TryAcquireAsync(Writer);
        Assert.NotNull(writer);
        Assert.True(writer.FencingToken > token);
    }

    [Case(Timeout = Limit)]
    public async Task Downgrading_lets_waiting_readers_in_and_the_writer_behind_them_waits_on()
    {
        var handle = await NewLocks().AcquireAsync(Downgradable);
        await Server.WaitForChildrenAsync(Path, 2);
        var reading = NewLocks().Beside(Reader);
        await Server.WaitForChildrenAsync(Path, 3);
        var writers = NewLocks();
        var writing = writers.Beside(Writer);
        await Server.WaitForChildrenAsync(Path, 4);

        await handle.DowngradeAsync();
        var reader = await reading;
        await handle.DisposeAsync();
        await writers.SettleAsync();
        Assert.False(writing.IsCompleted);
        Assert.True(reader.IsHeld);
        await reader.DisposeAsync();

        await using var writer = await writing;
        Assert.True(writer.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Downgrading_lets_waiting_readers_of_the_same_process_in()
    {
        var locks = NewLocks();
        await using var handle = await locks.AcquireAsync(Downgradable);
        var reading = locks.Beside(Reader);

        await handle.DowngradeAsync();

        await using var reader = await reading;
        Assert.True(reader.IsHeld);
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Downgrading_twice_is_fine()
    {
        var handle = await NewLocks().AcquireAsync(Downgradable);

        await handle.DowngradeAsync();
        await handle.DowngradeAsync();

        Assert.True(handle.IsHeld);
        Assert.Contains("__rlock__", Assert.Single(await Server.ChildrenAsync(Path)), StringComparison.Ordinal);
        await handle.DisposeAsync();
        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_lock_that_is_not_downgraded_after_all_leaves_nothing()
    {
        await (await NewLocks().AcquireAsync(Downgradable)).DisposeAsync();

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_lock_that_was_not_asked_for_so_cannot_be_downgraded()
    {
        await using var exclusive = await NewLocks().AcquireAsync(Writer);
        await Assert.ThrowsAsync<InvalidOperationException>(() => exclusive.DowngradeAsync().AsTask());
        Assert.True(exclusive.IsHeld);

        await using var shared = await NewLocks().AcquireAsync(new LockRequest("other", LockMode.Shared));
        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.DowngradeAsync().AsTask());
    }

    [Case(Timeout = Limit)]
    public async Task A_released_lock_cannot_be_downgraded()
    {
        var handle = await NewLocks().AcquireAsync(Downgradable);
        await handle.DisposeAsync();

        var exception = await Assert.ThrowsAsync<LockLostException>(() => handle.DowngradeAsync().AsTask());
        Assert.Equal(Path, exception.Path);
    }

    [Case(Timeout = Limit)]
    public async Task A_lost_lock_cannot_be_downgraded()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync(Downgradable);
        var lost = Lost(handle);
        await Server.ExpireAsync(locks.SessionId);
        await lost;

        await Assert.ThrowsAsync<LockLostException>(() => handle.DowngradeAsync().AsTask());
    }
}
