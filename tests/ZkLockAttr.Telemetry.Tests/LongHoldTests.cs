using Microsoft.Extensions.Logging;
using ZkLockAttr.Shared;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Telemetry.Tests;

/// <summary>The warning of a lock that a caller does not let go.</summary>
public sealed class LongHoldTests
{
    private const int Limit = 60_000;
    private const int HeldLong = 104;

    [Fact(Timeout = Limit)]
    public async Task Who_holds_a_lock_for_long_is_named_once()
    {
        using var log = new Log();
        await using var server = ZooKeeperTestServer.Start();
        await using var locks = new DistributedLocks(
            server.ConnectionString,
            new DistributedLocksOptions
            {
                SessionTimeout = TimeSpan.FromSeconds(4),
                LongHold = TimeSpan.FromMilliseconds(1),
                ApplicationName = "shop",
                LoggerFactory = log,
            });
        Task<LockHandle> holding, waiting;
        using (server.Faults.HoldReplies(_ => true))
        {
            // The second one waits before the first one holds, and so before the heartbeat that tells of him.
            holding = await Flow.StartApart(() => locks.AcquireAsync("orders/42"));
            waiting = await Flow.StartApart(() => locks.AcquireAsync("orders/42"));
        }

        await using var forgotten = await holding;

        var warning = await log.NextAsync(HeldLong);
        Assert.Matches(
            @"^The lock 'orders/42' has been held for 00:00:0\d\.\d+ by one caller of this process \(shop\); 1 other callers of it wait\. It is node /locks/orders/42/z\w+\.$", warning);

        // The next to be told of is another one, at a later heartbeat.
        await using var other = await await Flow.StartApart(() => locks.AcquireAsync("report"));
        Assert.StartsWith("The lock 'report' ", await log.NextAsync(HeldLong), StringComparison.Ordinal);
        await forgotten.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task All_is_quiet_when_all_is_well()
    {
        using var log = new Log();
        await using var server = ZooKeeperTestServer.Start();
        await using (var locks = new DistributedLocks(server.ConnectionString, new DistributedLocksOptions { LoggerFactory = log }))
        {
            for (var i = 0; i < 100; i++)
            {
                await (await locks.AcquireAsync("test")).DisposeAsync();
            }
        }

        Assert.StartsWith("ZooKeeper session 0x", Assert.Single(log.Rest()), StringComparison.Ordinal);
    }

    /// <summary>Callers that are strangers to one another.</summary>
    private static class Flow
    {
        public static Task<Task<LockHandle>> StartApart(Func<ValueTask<LockHandle>> ask)
        {
            using (ExecutionContext.SuppressFlow())
            {
                return Task.Run(() => Task.FromResult(ask().AsTask()));
            }
        }
    }
}
