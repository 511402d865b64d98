using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

public sealed class RetainCountTests : CountedTests
{
    // Nobody waits so long for it.
    private static LockRequest Retained => new("test") { Retain = TimeSpan.FromHours(1) };

    [Fact(Timeout = Limit)]
    public async Task A_retained_lock_is_taken_and_released_again_without_a_request()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(Retained)).DisposeAsync();
        using var traffic = Watch();

        for (var i = 0; i < 100; i++)
        {
            await using var handle = await locks.AcquireAsync(Retained);
            Assert.True(handle.IsHeld);
        }

        using (var blocking = locks.Acquire(Retained))
        {
            Assert.True(blocking.IsHeld);
        }

        Assert.Empty(traffic.Operations);
        Assert.Single(Server.GetChildren(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_retained_lock_is_given_up_by_one_request_and_the_other_enters_without_another()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(Retained)).DisposeAsync();
        var other = await NewWarmLocksAsync("warm");
        using var traffic = Watch();

        await using var handle = await other.AcquireAsync("test");

        Assert.Equal(1, traffic.Operations.Count(operation => operation == ServerOperation.Delete));
        Assert.Equal(1, traffic.Operations.Count(operation => operation == ServerOperation.Create));

        // The other lists and watches; the one who retains may look who came.
        Assert.InRange(traffic.Operations.Count(), 4, 6);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_tries_once_is_told_by_a_retainer_in_use_by_its_data_and_does_not_ask_it_again()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(Retained)).DisposeAsync();
        await using var inUse = await locks.AcquireAsync(Retained);
        using var traffic = Watch();

        Assert.Null(await NewLocks().TryAcquireAsync("test"));

        Assert.Equal(1, traffic.Operations.Count(operation => operation == ServerOperation.SetData));
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_tries_once_behind_a_retainer_that_does_not_answer_is_told_no()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(Retained)).DisposeAsync();
        var session = Assert.Single(Server.Sessions);
        using var silence = Server.Faults.HoldReplies(message => message.SessionId == session);

        Assert.Null(await NewLocks().TryAcquireAsync("test"));
    }

    [Fact(Timeout = Limit)]
    public async Task Waiters_whose_retainer_answers_another_one_stay_awake()
    {
        var locks = NewLocks();
        await (await locks.AcquireAsync(Retained)).DisposeAsync();
        var inUse = await locks.AcquireAsync(Retained);
        var node = $"{Path}/{Assert.Single(Server.GetChildren(Path))}";
        var waiting = NewLocks().Beside("test");
        await Server.WaitUntilAsync(server => server.CountWatches(node) >= 1 && server.GetChildren(Path).Count == 2);

        // The answer uses up the waiter's watch.
        Assert.Null(await NewLocks().TryAcquireAsync("test"));
        await inUse.DisposeAsync();

        await using var handle = await waiting;
        Assert.True(handle.IsHeld);
    }
}
