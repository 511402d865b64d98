using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Tests.Sessions;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>Many callers of one client.</summary>
public abstract class LoadCases(ServerFixture fixture) : ClientCases(fixture)
{
    private const int Requests = 100;

    [Case(Timeout = Limit)]
    public async Task Requests_made_before_there_is_a_connection_go_out_with_the_handshake_in_one_write()
    {
        await using var session = NewSession();

        await SubmitAsync(session, Requests);

        Assert.Equal(Requests, Proxy.Count(request => request.Kind == RequestKind.Exists));
        Assert.Equal(1, Proxy.ClientWrites);
    }

    [Case(Timeout = Limit)]
    public async Task Requests_made_under_one_hold_of_the_gate_go_out_in_one_write()
    {
        await using var session = NewSession();
        await SubmitAsync(session, count: 1);
        var before = Proxy.ClientWrites;

        await SubmitAsync(session, Requests);

        Assert.Equal(Requests + 1, Proxy.Count(request => request.Kind == RequestKind.Exists));
        Assert.Equal(before + 1, Proxy.ClientWrites);
    }

    [Case(Timeout = Limit)]
    public async Task Many_callers_share_one_connection_and_its_writes()
    {
        const int Callers = 64;
        const int Rounds = 50;
        var client = NewClient();
        await client.ExistsAsync(Root);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var path = $"{Root}/{caller}-{round}";
                Assert.Equal(path, await client.CreateAsync(path, null, CreateMode.Ephemeral));
                Assert.NotNull(await client.ExistsAsync(path));
            }
        })));

        var requests = Proxy.Count(request => request.Kind is RequestKind.Create or RequestKind.Exists);
        Assert.Equal((2 * Callers * Rounds) + 1, requests);
        Assert.Equal(1, Proxy.ConnectionCount);
        Assert.InRange(Proxy.ClientWrites, 1, requests * 3 / 4);
    }

    [Case(Timeout = Limit)]
    public async Task Cuts_under_load_leave_no_caller_waiting_and_no_answer_wrong()
    {
        const int Callers = 8;
        var client = NewClient();
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var path = $"{Root}/{caller}";
            await Observer.CreateAsync(path, [0], CreateMode.Persistent);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await client.SetDataAsync(path, [(byte)caller]);
                    Assert.Equal([(byte)caller], (await client.GetDataAsync(path)).Data!);
                }
                catch (ZooKeeperException exception)
                {
                    Assert.True(exception.IsOutcomeUnknown, exception.Message);
                }
            }
        })).ToArray();

        // Few: after each connection that lasted less than a second the client waits longer for the next.
        for (var cut = 0; cut < 7; cut++)
        {
            await Proxy.WaitForAnswerAsync(request => request.Kind == RequestKind.SetData);
            Proxy.CutConnections();
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
    }

    // Its time stands still: on a slow machine a ping would go out behind requests that are not answered soon.
    private ZooKeeperSession NewSession() =>
        new(ConnectionString.Parse(Proxy.ConnectionString), new SessionOptions(), new ManualClock(), new RecordingListener(), NullLogger.Instance);

    private async Task SubmitAsync(ZooKeeperSession session, int count)
    {
        var countdown = new Countdown(count);
        using (new SessionScope(session))
        {
            for (var i = 0; i < count; i++)
            {
                session.Submit(new ExistsOperation(countdown, Root));
            }
        }

        await countdown.Ended.Task;
    }

    private sealed class Countdown(int count) : IOperationOwner
    {
        private int _left = count;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnCompleted(Operation operation)
        {
            if (--_left == 0)
            {
                Ended.SetResult();
            }
        }
    }
}
