using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking.Counted;

public sealed class SeveralNamesCountTests : CountedTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static LockRequest All => Names[1..].Aggregate(new LockRequest(Names[0]), (request, name) => request.And(name));

    [Fact(Timeout = Limit)]
    public async Task Several_locks_cost_one_write_and_one_round_trip()
    {
        var locks = await NewWarmLocksAsync(Names);
        using var traffic = Watch();
        var before = Server.Statistics;

        var handle = await locks.AcquireAsync(All);

        var acquired = Server.Statistics;
        Assert.Equal(1, acquired.Receives - before.Receives);
        var made = Assert.Single(traffic.Requests, message => message.Operation == ServerOperation.Multi);
        Assert.Equal(Names.Length, made.Paths.Count);
        Assert.Equal(Names.Length, traffic.Operations.Count(operation => operation == ServerOperation.GetChildren2));
        Assert.Equal(1 + Names.Length, traffic.Operations.Count());

        await handle.DisposeAsync();
        Assert.Equal(1, Server.Statistics.Receives - acquired.Receives);
        Assert.All(Names, name => Assert.Empty(Server.GetChildren($"/locks/{name}")));
    }

    [Fact(Timeout = Limit)]
    public async Task The_same_name_twice_costs_what_it_costs_once()
    {
        var locks = await NewWarmLocksAsync("a");
        using var traffic = Watch();

        await using var handle = await locks.AcquireAsync(new LockRequest("a").And("a", LockMode.Shared));

        Assert.Equal(2, traffic.Operations.Count());
    }

    [Fact(Timeout = Limit)]
    public async Task Who_waits_for_several_is_woken_only_by_those_it_waits_for()
    {
        var first = await NewLocks().AcquireAsync("a");
        var last = await NewLocks().AcquireAsync("d");
        string[] ahead = [$"/locks/a/{Assert.Single(Server.GetChildren("/locks/a"))}", $"/locks/d/{Assert.Single(Server.GetChildren("/locks/d"))}"];
        var waiting = NewLocks().Beside(All);
        await Server.WaitUntilAsync(server => ahead.Any(node => server.CountWatches(node) == 1));
        using var traffic = Watch();

        await first.DisposeAsync();
        await last.DisposeAsync();
        await using var handle = await waiting;

        // The two deletes, an event for each at most, and at most one more look at each of the two.
        Assert.InRange(traffic.Events.Count(), 1, 2);
        Assert.InRange(traffic.Operations.Count(operation => operation != ServerOperation.Delete), 0, 4);
    }
}
