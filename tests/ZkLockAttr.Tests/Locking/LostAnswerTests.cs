using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Answers that get lost or come late.</summary>
public sealed class LostAnswerTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task A_lost_create_answer_leaves_no_ghost_also_when_another_server_is_next()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        var endpoint = 0;
        using var fault = Server.Faults.DropAfterApply(message =>
        {
            endpoint = message.Endpoint;
            return message.Operation == ServerOperation.Create;
        });
        _ = Server.WaitUntilAsync(_ => fault.Hits == 1).ContinueWith(_ => Server.StopEndpoint(endpoint), TaskScheduler.Default);
        await using var handle = await locks.AcquireAsync("test");

        Assert.Equal(1, fault.Hits);
        Assert.Single(Server.GetChildren(Path));
        Assert.True(handle.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_of_a_session_whose_handshake_was_never_answered_is_removed()
    {
        Server.SetSequence(Path, 0);
        var held = Server.Faults.HoldReplies(message => message.Operation == ServerOperation.Connect);
        var locks = NewLocks();
        var acquiring = locks.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
        var ghost = Server.GetChildren(Path)[0];
        var strangeSession = Server.GetStat($"{Path}/{ghost}")!.Value.EphemeralOwner;

        Server.DropConnections();
        held.Dispose();
        await using var handle = await acquiring;

        Assert.NotEqual(strangeSession, locks.SessionId);
        Assert.Contains(strangeSession, Server.Sessions);
        Assert.DoesNotContain(ghost, Server.GetChildren(Path));
        Assert.Single(Server.GetChildren(Path));
    }

    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.Sync)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.GetData)]
    public async Task A_throttled_search_for_a_lost_node_goes_on(ServerOperation step)
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
        }

        using var lost = Server.Faults.DropAfterApply(message => message.Operation == ServerOperation.Create);
        using var throttled = Server.Faults.Throttle(message => message.Operation == step);
        await using var handle = await locks.AcquireAsync("test");

        Assert.Equal((1, 1), (lost.Hits, throttled.Hits));
        Assert.True(handle.IsHeld);
        Assert.Single(Server.GetChildren(Path));
    }

    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.GetData)]
    public async Task A_throttled_question_who_contends_leaves_nobody_out(ServerOperation step)
    {
        await using var first = await NewLocks().AcquireAsync(new LockRequest("test", LockMode.Shared));
        await using var second = await NewLocks().AcquireAsync(new LockRequest("test", LockMode.Shared));
        var locks = NewLocks();
        using var throttled = Server.Faults.Throttle(message => message.Operation == step);

        var contenders = await locks.GetContendersAsync("test");

        Assert.Equal(1, throttled.Hits);
        Assert.Equal([first.FencingToken, second.FencingToken], contenders.Select(contender => contender.CreationZxid));
    }

    [Theory(Timeout = Limit)]
    [InlineData(ServerOperation.Create)]
    [InlineData(ServerOperation.GetChildren2)]
    [InlineData(ServerOperation.Delete)]
    public async Task A_throttled_request_is_repeated(ServerOperation operation)
    {
        using var fault = Server.Faults.Throttle(message => message.Operation == operation);
        var locks = NewLocks();
        await using (var handle = await locks.AcquireAsync("test"))
        {
            Assert.True(handle.IsHeld);
        }

        Assert.Equal(1, fault.Hits);
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);

        // Being busy is no reason to end a session.
        Assert.Contains(locks.SessionId, Server.Sessions);
    }
}
