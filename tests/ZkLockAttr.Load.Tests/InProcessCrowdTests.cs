using Xunit.Abstractions;
using ZkLockAttr.Load.Tests.Servers;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Load.Tests;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessCrowdTests(ITestOutputHelper output) : CrowdCases(output)
{
    private readonly InProcessServer _server = InProcessServer.Start();

    protected override Task<LoadedServer> StartAsync() => Task.FromResult<LoadedServer>(_server);

    [Fact(Timeout = Limit)]
    public async Task A_heartbeat_behind_twenty_thousand_contenders_names_the_own_node_only()
    {
        await MakeCrowdAsync();
        var heartbeat = new TaskCompletionSource<ServerMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var observation = _server.Faults.HoldReplies(message =>
        {
            if (message.Operation == ServerOperation.Multi)
            {
                heartbeat.TrySetResult(message);
            }

            return false;
        });
        await using var locks = new DistributedLocks(_server.ConnectionString, new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(4) });
        using var cancellation = new CancellationTokenSource();
        var waiting = Callers.Ask(locks, 1, _ => "crowd", cancellation.Token)[0];

        var node = Assert.Single((await heartbeat.Task).Paths);

        Assert.EndsWith("0000020000", node, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
