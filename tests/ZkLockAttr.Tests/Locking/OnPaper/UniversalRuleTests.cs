using ZkLockAttr.Testing.Core;

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

    private string[] Nodes() => [.. _server.State.Tree.Find(Queue)!.Children.Order(StringComparer.Ordinal)];
}
