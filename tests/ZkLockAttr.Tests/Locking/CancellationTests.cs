using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Giving up while an answer is outstanding.</summary>
public sealed class CancellationTests : InProcessTests
{
    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.Connect)]
    [InlineData(ServerOperation.Create)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.GetData)]
    public async Task Cancelling_while_an_answer_is_outstanding_returns_at_once_and_leaves_no_node(ServerOperation phase)
    {
        var holder = await NewLocks().AcquireAsync("test");
        var holdersNode = Assert.Single(Server.GetChildren(Path));
        using var source = new CancellationTokenSource();
        var silence = Server.Faults.HoldReplies(message => message.Operation == phase);
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await Server.WaitUntilAsync(_ => silence.Hits == 1);

        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, exception.CancellationToken);
        silence.Dispose();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).SequenceEqual([holdersNode]));
        Assert.True(holder.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_before_the_parents_turn_out_to_be_missing_leaves_no_node()
    {
        using var source = new CancellationTokenSource();
        var silence = Server.Faults.HoldReplies(message => message.Operation == ServerOperation.Create);
        var locks = NewLocks();
        var waiting = locks.AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await Server.WaitUntilAsync(_ => silence.Hits == 1);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silence.Dispose();

        // The next lock's answers come behind those of the given up one.
        await using var other = await locks.AcquireAsync("other");
        Assert.Empty(Server.GetChildren(Path));
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_while_parents_are_made_leaves_no_node()
    {
        using var source = new CancellationTokenSource();
        var silence = Server.Faults.HoldReplies(message => message.Operation == ServerOperation.CreateContainer);
        var waiting = NewLocks().AcquireAsync("test", cancellationToken: source.Token).AsTask();
        await Server.WaitUntilAsync(_ => silence.Hits >= 1);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silence.Dispose();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }
}
