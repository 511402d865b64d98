using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Several locks, all or none.</summary>
public abstract partial class LockCases
{
    private const string Other = "/locks/other";

    private static LockRequest Both => new LockRequest("test").And("other");

    [Case(Timeout = Limit)]
    public async Task Several_locks_are_taken_and_released_together()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync(Both.And("deep/down/third"));

        foreach (var path in new[] { Path, Other, "/locks/deep/down/third" })
        {
            var node = Assert.Single(await Server.ChildrenAsync(path));
            var (_, stat) = await Server.Observer.GetDataAsync($"{path}/{node}");
            Assert.Equal((locks.SessionId, handle.FencingToken), (stat.EphemeralOwner, stat.Czxid));
        }

        Assert.True(handle.IsHeld);
        Assert.True(await handle.ValidateAsync());
        Assert.Null(await NewLocks().TryAcquireAsync("other"));
        await handle.DisposeAsync();

        Assert.False(handle.IsHeld);
        Assert.Empty(await Server.ChildrenAsync(Path));
        Assert.Empty(await Server.ChildrenAsync(Other));
        Assert.Empty(await Server.ChildrenAsync("/locks/deep/down/third"));
    }

    [Case(Timeout = Limit)]
    public async Task Some_parents_are_missing_and_some_are_there()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("other"))
        {
        }

        await using var handle = await locks.AcquireAsync(Both);
        Assert.True(handle.IsHeld);
        Assert.Single(await Server.ChildrenAsync(Path));
        Assert.Single(await Server.ChildrenAsync(Other));
    }

    [Case(Timeout = Limit)]
    public async Task When_one_of_several_is_taken_none_is_and_the_time_out_says_which()
    {
        await using var holder = await NewLocks().AcquireAsync("other");
        var locks = NewLocks();

        Assert.Null(await locks.TryAcquireAsync(Both));
        var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync(Both, TimeSpan.FromMilliseconds(200)).AsTask());

        Assert.Contains(Other, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"pid={Environment.ProcessId}", exception.Holder!, StringComparison.Ordinal);
        await Server.WaitForChildrenAsync(Path, 0);
        await Server.WaitForChildrenAsync(Other, 1);
        await using var free = await NewLocks().TryAcquireAsync("test");
        Assert.NotNull(free);
    }

    [Case(Timeout = Limit)]
    public async Task Cancelled_while_it_waits_for_one_of_several_leaves_no_node()
    {
        await using var holder = await NewLocks().AcquireAsync("other");
        using var source = new CancellationTokenSource();
        var waiting = NewLocks().Beside(Both, source.Token);
        await Server.WaitForChildrenAsync(Other, 2);
        await Server.WaitForChildrenAsync(Path, 1);

        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, exception.CancellationToken);
        await Server.WaitForChildrenAsync(Path, 0);
        await Server.WaitForChildrenAsync(Other, 1);
    }

    [Case(Timeout = Limit)]
    public async Task Waits_for_the_last_of_several_whoever_has_them()
    {
        var locks = NewLocks();
        var own = await locks.AcquireAsync("test");
        var foreign = await NewLocks().AcquireAsync("other");
        var waiting = locks.Beside(Both);
        await Server.WaitForChildrenAsync(Path, 2);
        await Server.WaitForChildrenAsync(Other, 2);

        await foreign.DisposeAsync();
        await locks.SettleAsync();
        Assert.False(waiting.IsCompleted);
        await own.DisposeAsync();

        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task Several_locks_can_be_of_several_modes()
    {
        await using var reader = await NewLocks().AcquireAsync(new LockRequest("rates", LockMode.Shared));
        var transfer = new LockRequest("test").And("other").And("rates", LockMode.Shared);

        await using (var handle = await NewLocks().TryAcquireAsync(transfer))
        {
            Assert.NotNull(handle);
            Assert.Null(await NewLocks().TryAcquireAsync("rates"));
            Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        }

        await using var writing = await NewLocks().AcquireAsync(Both);
        Assert.Null(await NewLocks().TryAcquireAsync(transfer));
    }

    [Case(Timeout = Limit)]
    public async Task The_same_name_twice_is_one_lock_in_the_stronger_mode()
    {
        foreach (var request in new[] { Reader.And("test"), Writer.And("test", LockMode.Shared), Writer.And("test") })
        {
            await using var handle = await NewLocks().AcquireAsync(request);
            Assert.Contains("__lock__", Assert.Single(await Server.ChildrenAsync(Path)), StringComparison.Ordinal);
            Assert.Null(await NewLocks().TryAcquireAsync(Reader));
        }

        await using var shared = await NewLocks().AcquireAsync(Reader.And("test", LockMode.Shared));
        Assert.Contains("__rlock__", Assert.Single(await Server.ChildrenAsync(Path)), StringComparison.Ordinal);
    }

    [Case(Timeout = Limit)]
    public async Task Crossing_requests_do_not_wait_for_each_other_in_a_circle()
    {
        const int Runs = 40;
        LockRequest[] requests = [Both, new LockRequest("other").And("test"), new LockRequest("other").And("third"), new LockRequest("third").And("test")];
        var inside = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => NewLocks()).SelectMany(locks => requests.Select(request => Task.Run(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                await using var handle = await locks.AcquireAsync(request);
                var names = request.ToString().Split(", ");
                Assert.All(names, name => Assert.True(inside.TryAdd(name, true)));
                await Task.Yield();
                Assert.All(names, name => Assert.True(inside.TryRemove(name, out var _)));
            }
        }))));

        Assert.Empty(await Server.ChildrenAsync(Path));
        Assert.Empty(await Server.ChildrenAsync(Other));
    }

    [Case(Timeout = Limit)]
    public async Task Who_loses_one_of_several_loses_all_and_frees_the_others()
    {
        var handle = await NewLocks(TimeSpan.FromSeconds(1)).AcquireAsync(Both);
        var lost = Lost(handle);

        await Server.Observer.DeleteAsync($"{Other}/{Assert.Single(await Server.ChildrenAsync(Other))}");

        // The next heartbeat sees it.
        await lost;
        Assert.False(handle.IsHeld);
        await Server.WaitForChildrenAsync(Path, 0);
    }

    [Case(Timeout = Limit)]
    public async Task A_session_that_expires_while_several_are_waited_for_is_followed_by_another()
    {
        var holder = await NewLocks().AcquireAsync("other");
        var locks = NewLocks();
        var waiting = locks.Beside(Both);
        await Server.WaitForChildrenAsync(Other, 2);
        var before = await Server.ChildrenAsync(Other);

        await Server.ExpireAsync(locks.SessionId);
        await Server.WaitForChildrenAsync(Other, children => children.Count == 2 && children.Except(before).Any());
        await holder.DisposeAsync();

        await using var handle = await waiting;
        Assert.Single(await Server.ChildrenAsync(Path));
        Assert.Single(await Server.ChildrenAsync(Other));
    }
}
