using System.Diagnostics;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Not free before its time. Where a time is measured, only that it is not too short.</summary>
public abstract partial class LockCases
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(500);

    // The clocks of the locks and of the test are not the same.
    private static readonly TimeSpan LeastByAnyClock = TimeSpan.FromMilliseconds(450);

    private static LockRequest AtLeast => new("test") { HoldAtLeast = Least };

    // Longer than the case takes, but no longer than its locks may take to be disposed if it fails.
    private static LockRequest AtLeastAMinute => new("test") { HoldAtLeast = TimeSpan.FromMinutes(1) };

    [Case(Timeout = Limit)]
    public async Task A_release_before_the_time_returns_at_once_and_the_lock_stays_taken()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync(AtLeastAMinute);

        await handle.DisposeAsync();

        Assert.False(handle.IsHeld);
        Assert.False(await handle.ValidateAsync());
        Assert.False(handle.LostToken.IsCancellationRequested);
        Assert.Single(await Server.ChildrenAsync(Path));
        Assert.Null(await NewLocks().TryAcquireAsync(Writer));
        Assert.Null(await locks.TryBeside(Writer));
        Assert.Null(await locks.TryBeside(AtLeastAMinute));

        // A session that ends voids it; disposing would wait for the rest.
        await Server.ExpireAsync(locks.SessionId);
        await using var other = await NewLocks().AcquireAsync(Writer);
        Assert.True(other.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Another_process_enters_after_the_time()
    {
        var clock = Stopwatch.StartNew();
        await (await NewLocks().AcquireAsync(AtLeast)).DisposeAsync();

        await using var other = await NewLocks().AcquireAsync(Writer);

        Assert.True(clock.Elapsed >= LeastByAnyClock);
    }

    [Case(Timeout = Limit)]
    public async Task Another_caller_of_the_same_process_enters_after_the_time_too()
    {
        var locks = NewLocks();
        foreach (var request in new[] { Writer, AtLeast, HandedOver })
        {
            var clock = Stopwatch.StartNew();
            await (await locks.AcquireAsync(AtLeast)).DisposeAsync();

            await using var other = await locks.Beside(request);

            Assert.True(clock.Elapsed >= LeastByAnyClock);
        }
    }

    [Case(Timeout = Limit)]
    public async Task A_flow_that_has_released_before_the_time_waits_like_others()
    {
        var locks = NewLocks();
        var clock = Stopwatch.StartNew();
        await (await locks.AcquireAsync(AtLeast)).DisposeAsync();

        await using var again = await locks.AcquireAsync(Writer);

        Assert.True(clock.Elapsed >= LeastByAnyClock);
    }

    [Case(Timeout = Limit)]
    public async Task A_release_behind_the_time_frees_the_lock_at_once()
    {
        var handle = await NewLocks().AcquireAsync(new LockRequest("test") { HoldAtLeast = TimeSpan.FromTicks(1) });

        await handle.DisposeAsync();

        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Disposing_waits_for_the_rest_of_the_time()
    {
        var locks = NewLocks();
        var clock = Stopwatch.StartNew();
        await (await locks.AcquireAsync(AtLeast)).DisposeAsync();

        await locks.DisposeAsync();

        Assert.True(clock.Elapsed >= LeastByAnyClock);
        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task Several_locks_are_held_at_least_so_long_too()
    {
        var clock = Stopwatch.StartNew();
        await (await NewLocks().AcquireAsync(AtLeast.And("other"))).DisposeAsync();

        await using var other = await NewLocks().AcquireAsync(new LockRequest("other"));

        Assert.True(clock.Elapsed >= LeastByAnyClock);
    }
}
