using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Load.Tests;

/// <summary>A thousand sessions, as from a thousand processes, at one server.</summary>
public sealed class SessionsTests(ITestOutputHelper output)
{
    private const int Limit = 240_000;
    private const int Count = 1_000;

    [Fact(Timeout = Limit)]
    public async Task A_thousand_sessions_hold_a_lock_each_and_take_turns_at_one()
    {
        await using var server = ZooKeeperTestServer.Start();
        var before = Measure();
        var watch = Stopwatch.StartNew();
        var all = Enumerable.Range(0, Count).Select(_ => new DistributedLocks(server.ConnectionString)).ToArray();

        var own = await Task.WhenAll(all.Select((locks, i) => Callers.Ask(locks, 1, _ => string.Create(CultureInfo.InvariantCulture, $"own/{i}"))[0]));
        Assert.All(own, handle => Assert.True(handle.IsHeld));
        Assert.Equal(Count, server.Sessions.Count);
        var after = Measure();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} sessions after {watch.Elapsed.TotalSeconds:0.0} s: {after.Threads - before.Threads} threads, {(after.Memory - before.Memory) / Count / 1024} KiB of memory each, with stacks and the server's share"));

        // A receiver and a timekeeper each, and some of the pool; of those that were there before some may have ended.
        Assert.InRange(after.Threads - before.Threads, 0, (2 * Count) + 50);

        watch.Restart();
        var holders = 0;
        await Task.WhenAll(all.Select(async locks =>
        {
            var handle = await Callers.Ask(locks, 1, _ => "shared")[0];
            Assert.Equal(1, Interlocked.Increment(ref holders));
            Interlocked.Decrement(ref holders);
            await handle.DisposeAsync();
        }));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} turns at one lock in {watch.Elapsed.TotalSeconds:0.0} s"));

        Assert.All(own, handle => Assert.True(handle.IsHeld));
        await Task.WhenAll(all.Select(locks => locks.DisposeAsync().AsTask()));
        Assert.Empty(server.Sessions);
        Assert.Empty(server.GetChildren("/locks/shared"));
    }

    private static (int Threads, long Memory) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (process.Threads.Count, process.WorkingSet64);
    }
}
