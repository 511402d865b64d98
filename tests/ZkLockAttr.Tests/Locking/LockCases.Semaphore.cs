using System.Globalization;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Several at a time.</summary>
public abstract partial class LockCases
{
    private static LockRequest OneOf(int count) => LockRequest.Semaphore("test", count);

    [Case(Timeout = Limit)]
    public async Task A_semaphore_lets_so_many_in_and_the_next_when_one_leaves()
    {
        var first = await NewLocks().AcquireAsync(OneOf(2));
        await using var second = await NewLocks().AcquireAsync(OneOf(2));
        Assert.All(await Server.ChildrenAsync(Path), node => Assert.Matches("^z[0-9a-f]{24}__sem2__[0-9]{10}$", node));
        var third = NewLocks().Beside(OneOf(2));
        await Server.WaitForChildrenAsync(Path, 3);
        var fourths = NewLocks();
        var fourth = fourths.Beside(OneOf(2));
        await Server.WaitForChildrenAsync(Path, 4);
        Assert.False(third.IsCompleted);

        await first.DisposeAsync();

        var entered = await third;
        await fourths.SettleAsync();
        Assert.False(fourth.IsCompleted);
        Assert.True(second.IsHeld);
        await entered.DisposeAsync();
        await using var last = await fourth;
        Assert.True(last.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_semaphores_callers_of_one_process_share_its_places_with_others()
    {
        var locks = NewLocks();
        var first = await locks.Beside(OneOf(3));
        await using var second = await locks.Beside(OneOf(3));
        await using var foreign = await NewLocks().AcquireAsync(OneOf(3));
        var waiting = locks.Beside(OneOf(3));
        var behind = locks.Beside(OneOf(3));

        // At most one of those who wait has a node.
        await Server.WaitForChildrenAsync(Path, 4);
        Assert.False(waiting.IsCompleted);
        await first.DisposeAsync();
        await using var third = await waiting;
        await locks.SettleAsync();
        Assert.False(behind.IsCompleted);
        await second.DisposeAsync();
        await using var fourth = await behind;
        Assert.True(fourth.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Trying_a_full_semaphore_once_does_not_wait()
    {
        var locks = NewLocks();
        var first = await locks.AcquireAsync(OneOf(2));
        await using var second = await locks.Beside(OneOf(2));

        Assert.Null(await NewLocks().TryAcquireAsync(OneOf(2)));
        Assert.Null(await locks.TryBeside(OneOf(2)));
        await first.DisposeAsync();
        await using var again = await NewLocks().TryAcquireAsync(OneOf(2));
        Assert.NotNull(again);
        await Server.WaitForChildrenAsync(Path, 2);
    }

    [Case(Timeout = Limit)]
    public async Task There_are_never_more_than_so_many_in_a_semaphore_and_all_have_their_turn()
    {
        const int Places = 3;
        const int Runs = 10;
        DistributedLocks[] processes = [NewLocks(), NewLocks(), NewLocks()];
        var inside = 0;
        var runs = 0;

        await Task.WhenAll(processes.SelectMany(locks => Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                await using var handle = await locks.AcquireAsync(OneOf(Places));
                Assert.InRange(Interlocked.Increment(ref inside), 1, Places);
                Interlocked.Increment(ref runs);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        }))));

        Assert.Equal(3 * 4 * Runs, runs);
        Assert.Empty(await Server.ChildrenAsync(Path));
    }

    [Case(Timeout = Limit)]
    public async Task A_waiter_of_a_semaphore_who_gives_up_leaves_its_turn_to_the_next()
    {
        var first = await NewLocks().AcquireAsync(OneOf(1));
        using var source = new CancellationTokenSource();
        var cancelled = NewLocks().Beside(OneOf(1), source.Token);
        await Server.WaitForChildrenAsync(Path, 2);
        var last = NewLocks().Beside(OneOf(1));
        await Server.WaitForChildrenAsync(Path, 3);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Server.WaitForChildrenAsync(Path, 2);
        Assert.False(last.IsCompleted);
        await first.DisposeAsync();

        await using var handle = await last;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_semaphores_time_out_names_a_holder_and_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync(OneOf(1));

        var exception = await Assert.ThrowsAsync<LockTimeoutException>(
            () => NewLocks().AcquireAsync(OneOf(1), TimeSpan.FromMilliseconds(200)).AsTask());

        Assert.Contains($"pid={Environment.ProcessId}", exception.Holder!, StringComparison.Ordinal);
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public Task A_semaphore_of_another_count_is_refused_to_who_comes_later_from_another_process() => MeetOtherCount(NewLocks(), NewLocks());

    [Case(Timeout = Limit)]
    public Task A_semaphore_of_another_count_is_refused_to_who_comes_later_in_the_same_process()
    {
        var locks = NewLocks();
        return MeetOtherCount(locks, locks);
    }

    [Case(Timeout = Limit)]
    public async Task A_semaphores_name_is_no_locks()
    {
        var locks = NewLocks();
        await using var semaphore = await locks.AcquireAsync(OneOf(5));

        await Assert.ThrowsAsync<InvalidOperationException>(() => NewLocks().AcquireAsync(Writer).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewLocks().TryAcquireAsync(Reader).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => locks.Beside(Writer));
        Assert.True(semaphore.IsHeld);
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task A_locks_name_is_no_semaphores_in_whatever_process()
    {
        var locks = NewLocks();
        await using var exclusive = await locks.AcquireAsync(Writer);
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewLocks().AcquireAsync(OneOf(5)).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => locks.Beside(OneOf(5)));
        Assert.True(exclusive.IsHeld);
        await Server.WaitForChildrenAsync(Path, 1);
    }

    [Case(Timeout = Limit)]
    public async Task A_semaphores_handle_has_no_fencing_token()
    {
        await using var handle = await NewLocks().AcquireAsync(OneOf(2));

        Assert.Throws<InvalidOperationException>(() => handle.FencingToken);
        Assert.True(await handle.ValidateAsync());
    }

    private async Task MeetOtherCount(DistributedLocks first, DistributedLocks later)
    {
        await using var handle = await first.AcquireAsync(OneOf(17));

        await Refused(() => later.Beside(OneOf(23)));
        await Refused(() => later.TryBeside(OneOf(23))!);

        Assert.True(handle.IsHeld);
        await Server.WaitForChildrenAsync(Path, 1);
        await using var other = await later.Beside(OneOf(17));
        Assert.True(other.IsHeld);

        static async Task Refused(Func<Task<LockHandle>> ask)
        {
            var exception = await Assert.ThrowsAsync<InvalidOperationException>(ask);
            Assert.Contains(17.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
            Assert.Contains(23.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
            Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        }
    }
}
