using ZkLockAttr.OnPaper;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Tests.Locking.OnPaper;

/// <summary>One of the nodes that all clients see has no name of its own: it is ours only together with the node made before it.</summary>
public sealed class UniversalRuleTests
{
    private const string Queue = "/locks/a";

    private readonly ServerCore _server = LocksOnPaper.NewServer();

    [Fact]
    public void A_release_whose_answer_was_lost_deletes_nothing_of_whoever_has_the_same_numbers_in_a_queue_made_anew()
    {
        var locks = new LocksOnPaper(_server, LockInterop.Universal);
        var other = new LocksOnPaper(_server, LockInterop.Universal);
        var handle = locks.Take("a");
        var before = Nodes();

        _ = handle.DisposeAsync().AsTask();
        locks.Send();
        _server.ReapContainers(default);
        Assert.Null(_server.State.Tree.Find(Queue));
        var next = other.Take("a");
        var after = Nodes();
        Assert.Single(before.Intersect(after), "lock-0000000001");
        locks.Reconnect();
        locks.Exchange();
        other.Exchange();

        Assert.Equal(after, Nodes());
        Assert.True(next.IsHeld);
    }

    [Fact]
    public void A_writer_of_Curators_that_becomes_a_reader_is_waited_for_still()
    {
        var locks = new LocksOnPaper(_server, LockInterop.Universal);
        var curator = new LocksOnPaper(_server);
        curator.Take("a").LetGo();
        curator.Exchange();
        curator.Submit(new CreateOperation(curator.Table, $"{Queue}/_c_1-__WRIT__", null, CreateMode.EphemeralSequential));
        curator.Exchange();
        var writer = Nodes().Single();
        var asking = locks.Ask("a");
        locks.Exchange();
        Assert.False(asking.IsDone);

        var reader = writer.Replace("__WRIT__", "__READ__", StringComparison.Ordinal);
        curator.Submit(new CreateOperation(curator.Table, $"{Queue}/{reader}", null, CreateMode.Ephemeral));
        curator.Submit(new DeleteOperation(curator.Table, $"{Queue}/{writer}"));
        curator.Exchange();
        locks.Exchange();

        Assert.False(asking.IsDone);
        curator.Submit(new DeleteOperation(curator.Table, $"{Queue}/{reader}"));
        curator.Exchange();
        locks.Exchange();
        Assert.True(LocksOnPaper.HandleOf(asking).IsHeld);
    }

    private string[] Nodes() => [.. _server.State.Tree.Find(Queue)!.Children.Order(StringComparer.Ordinal)];
}
