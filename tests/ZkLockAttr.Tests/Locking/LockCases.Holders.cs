using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Who is named to a caller whose time has run out: whoever has the lock, not whoever waits before the caller.</summary>
public abstract partial class LockCases
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Case(Timeout = Limit)]
    public async Task Behind_several_the_one_who_holds_is_named()
    {
        await using var holder = await NewLocksOf("holder").AcquireAsync("test");
        var waiting = NewLocksOf("waiter").AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        Assert.Contains("process=holder", await HolderToldAsync(Writer, Soon), StringComparison.Ordinal);

        await holder.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Who_tries_once_is_told_who_holds_as_well()
    {
        await using var holder = await NewLocksOf("holder").AcquireAsync("test");
        var waiting = NewLocksOf("waiter").AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        Assert.Contains("process=holder", await HolderToldAsync(Writer, TimeSpan.Zero), StringComparison.Ordinal);

        await holder.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Behind_a_writer_who_waits_a_reader_is_told_of_the_reader_who_holds()
    {
        await using var holder = await NewLocksOf("holder").AcquireAsync(Reader);
        var waiting = NewLocksOf("waiter").AcquireAsync(Writer).AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        Assert.Contains("process=holder", await HolderToldAsync(Reader, Soon), StringComparison.Ordinal);

        await holder.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Of_a_semaphores_holders_the_first_is_named()
    {
        await using var first = await NewLocksOf("holder").AcquireAsync(OneOf(2));
        await using var second = await NewLocksOf("another").AcquireAsync(OneOf(2));
        var waiting = NewLocksOf("waiter").AcquireAsync(OneOf(2)).AsTask();
        await Server.WaitForChildrenAsync(Path, 3);

        Assert.Contains("process=holder", await HolderToldAsync(OneOf(2), Soon), StringComparison.Ordinal);

        await first.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Of_several_names_the_holder_of_the_one_that_is_not_free_is_named()
    {
        await using var holder = await NewLocksOf("holder").AcquireAsync("test");
        var waiting = NewLocksOf("waiter").AcquireAsync("test").AsTask();
        await Server.WaitForChildrenAsync(Path, 2);

        Assert.Contains("process=holder", await HolderToldAsync(new LockRequest("free").And("test"), Soon), StringComparison.Ordinal);

        await holder.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task A_holder_that_is_kazoos_is_named_by_what_its_node_says()
    {
        await CreateForeignAsync("0123456789abcdef0123456789abcdef__lock__", "somebody's kazoo");
        await CreateForeignAsync("fedcba9876543210fedcba9876543210__lock__", "another");

        Assert.Contains("somebody's kazoo (0123456789abcdef", await HolderToldAsync(Writer, Soon), StringComparison.Ordinal);
    }

    private DistributedLocks NewLocksOf(string process) => NewLocks(new DistributedLocksOptions { ApplicationName = process });

    // A machine that is too busy to answer within a tenth of a second names nobody: then it is asked again.
    private async Task<string> HolderToldAsync(LockRequest request, TimeSpan timeout)
    {
        var locks = NewLocks();
        while (true)
        {
            var exception = await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync(request, timeout).AsTask());
            Assert.Contains($": it is held by {exception.Holder}.", exception.Message, StringComparison.Ordinal);
            if (!exception.Holder!.StartsWith("one of those", StringComparison.Ordinal))
            {
                return exception.Holder;
            }
        }
    }
}
