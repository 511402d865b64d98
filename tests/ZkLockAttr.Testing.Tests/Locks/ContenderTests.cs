namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>The server sees in a queue what a client is told of it.</summary>
public sealed class ContenderTests : LockedServer
{
    public static TheoryData<string> Kinds => ["exclusive", "shared", "semaphore", "retained", "downgraded", "universal"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_holds_and_waits_is_seen_as_by_a_client(string kind)
    {
        await using var universal = new DistributedLocks(
            Server.ConnectionString, new DistributedLocksOptions { Interop = LockInterop.Universal, ApplicationName = "universal" });
        await using var held = await (kind == "universal" ? universal : First).AcquireAsync(RequestFor(kind));
        if (kind == "downgraded")
        {
            await held.DowngradeAsync();
        }

        var waits = Second.AcquireAsync(kind == "semaphore" ? RequestFor(kind) : new LockRequest("name")).AsTask();
        await Server.Locks.WaitUntilAwaitedAsync("name");

        var seen = Server.Locks.GetContenders("name");
        Assert.Equal([true, false], seen.Select(contender => contender.IsHolder));
        Assert.Equal(await Second.GetContendersAsync("name"), seen);

        await held.DisposeAsync();
        await (await waits).DisposeAsync();
    }

    [Fact]
    public async Task Two_readers_hold_together()
    {
        await using var first = await First.AcquireAsync(RequestFor("shared"));
        await using var second = await Second.AcquireAsync(RequestFor("shared"));

        Assert.Equal([true, true], Server.Locks.GetContenders("name").Select(contender => contender.IsHolder));
        Server.Locks.AssertHeld("name", by: First);
        Server.Locks.AssertHeld("name", by: Second);
    }

    [Fact]
    public async Task A_lock_that_can_be_downgraded_has_one_holder_who_excludes_readers()
    {
        await using var held = await First.AcquireAsync(RequestFor("downgraded"));
        var reads = Second.AcquireAsync(RequestFor("shared")).AsTask();
        await Server.Locks.WaitUntilAwaitedAsync("name");

        var seen = Server.Locks.GetContenders("name");
        Assert.Equal([(true, LockMode.Exclusive), (false, LockMode.Shared)], seen.Select(contender => (contender.IsHolder, contender.Mode!.Value)));

        await held.DowngradeAsync();
        await using var reader = await reads;
        Assert.Equal([true, true], Server.Locks.GetContenders("name").Select(contender => contender.IsHolder));
    }

    private static LockRequest RequestFor(string kind) => kind switch
    {
        "shared" => new LockRequest("name", LockMode.Shared),
        "semaphore" => LockRequest.Semaphore("name", 1),
        "retained" => new LockRequest("name") { Retain = TimeSpan.FromMinutes(1) },
        "downgraded" => new LockRequest("name") { Options = LockOptions.Downgradable },
        _ => new LockRequest("name"),
    };
}
