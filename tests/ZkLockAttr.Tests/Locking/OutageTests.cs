using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Locking;

/// <summary>No server, or none that answers.</summary>
public sealed class OutageTests : InProcessTests
{
    [Fact(Timeout = Limit)]
    public async Task An_answer_that_does_not_come_in_time_is_an_outage_not_contention()
    {
        var locks = NewLocks();
        using var silence = Server.Faults.HoldRequests(message => message.Operation == ServerOperation.Create);

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(
            () => locks.TryAcquireAsync("test", TimeSpan.FromMilliseconds(200)).AsTask());

        Assert.Equal(Path, exception.Path);
    }

    [Fact(Timeout = Limit)]
    public async Task An_outage_while_waiting_is_told_after_the_connect_time_out()
    {
        await using var holder = await NewLocks().AcquireAsync("test");
        var locks = NewLocks(TimeSpan.FromMilliseconds(300));
        var waiting = locks.AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 2);

        Server.StopEndpoint(0);
        Server.StopEndpoint(1);

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => waiting);
        foreach (var endpoint in Server.Endpoints)
        {
            Assert.Contains(endpoint.ToString(), exception.Message, StringComparison.Ordinal);
        }

        // Its node goes as soon as there is a server again.
        Server.StartEndpoint(1);
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 1);
    }

    [Fact(Timeout = Limit)]
    public async Task A_release_in_an_outage_returns_and_is_done_when_there_is_a_server_again()
    {
        var locks = NewLocks();
        var handle = await locks.AcquireAsync("test");
        Server.StopEndpoint(0);
        Server.StopEndpoint(1);

        await handle.DisposeAsync();

        Assert.Single(Server.GetChildren(Path));
        Server.StartEndpoint(1);
        await Server.WaitUntilAsync(server => server.GetChildren(Path).Count == 0);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Servers_that_cannot_be_reached_are_named_with_the_reason(bool triesOnce)
    {
        Server.StopEndpoint(0);
        Server.StopEndpoint(1);
        var locks = NewLocks(TimeSpan.FromMilliseconds(300));

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(
            () => locks.TryAcquireAsync("test", triesOnce ? TimeSpan.Zero : TimeSpan.FromMinutes(1)).AsTask());

        Assert.Contains($"{Server.Endpoints[0]}: Connection refused", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{Server.Endpoints[1]}: Connection refused", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Many_waiters_in_an_outage_leave_no_requests_behind()
    {
        var locks = NewLocks(TimeSpan.FromMilliseconds(300));
        await using (await locks.AcquireAsync("other"))
        {
        }

        Server.StopEndpoint(0);
        Server.StopEndpoint(1);
        var waiting = Enumerable.Range(0, 200).Select(_ => Task.Run(() => locks.AcquireAsync("test").AsTask())).ToArray();
        foreach (var waiter in waiting)
        {
            await Assert.ThrowsAsync<LockUnavailableException>(() => waiter);
        }

        var before = Server.Statistics;
        Server.StartEndpoint(0);
        await Server.WaitUntilAsync(server => server.Statistics.OpenConnections > 0);
        await using (await locks.AcquireAsync("other"))
        {
        }

        var after = Server.Statistics;
        Assert.InRange(after.Count(ServerOperation.Create) - before.Count(ServerOperation.Create), 1, 5);
    }
}
