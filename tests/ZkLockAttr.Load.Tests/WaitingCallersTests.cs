using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Load.Tests;

/// <summary>Ten thousand callers of one process wait, for one lock or for as many.</summary>
public sealed class WaitingCallersTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Limit = 240_000;
    private const int Count = 10_000;

    // Far more than it is, so that only a leak or a mistake in the order of growth fails.
    private const int MostBytesEach = 10_000;

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();
    private DistributedLocks _holder = null!;
    private DistributedLocks _locks = null!;

    public Task InitializeAsync()
    {
        _holder = NewLocks();
        _locks = NewLocks();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _locks.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task For_one_lock_all_are_served_in_the_order_of_their_coming()
    {
        var held = await _holder.AcquireAsync("hot");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var waiting = Callers.Ask(_locks, Count, _ => "hot");
        await _server.WaitUntilAsync(server => server.GetChildren("/locks/hot").Count == 2);
        PrintMemory(before);

        var watch = Stopwatch.StartNew();
        await held.DisposeAsync();
        for (var i = 0; i < Count; i++)
        {
            var handle = await waiting[i];
            Assert.True(i == Count - 1 || !waiting[i + 1].IsCompleted, "the next was served before this one had released");
            await handle.DisposeAsync();
        }

        PrintSpeed(watch);
        Assert.Empty(_server.GetChildren("/locks/hot"));
    }

    [Fact(Timeout = Limit)]
    public async Task For_one_lock_all_can_be_cancelled()
    {
        await using var held = await _holder.AcquireAsync("hot");
        using var cancellation = new CancellationTokenSource();
        var waiting = Callers.Ask(_locks, Count, _ => "hot", cancellation.Token);
        await _server.WaitUntilAsync(server => server.GetChildren("/locks/hot").Count == 2);

        await CancelAll(cancellation, waiting);

        await _server.WaitUntilAsync(server => server.GetChildren("/locks/hot").Count == 1);
    }

    [Fact(Timeout = Limit)]
    public async Task For_as_many_locks_all_are_served()
    {
        var watch = Stopwatch.StartNew();
        var held = await Task.WhenAll(Callers.Ask(_holder, Count, Name));
        PrintSpeed(watch);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var waiting = Callers.Ask(_locks, Count, Name);
        await _server.WaitUntilAsync(server => server.Statistics.Watches == Count);
        PrintMemory(before);

        watch.Restart();
        await Callers.ReleaseAll(held);
        await Callers.ReleaseAll(await Task.WhenAll(waiting));

        PrintSpeed(watch);
        AssertNothingIsLeft();
    }

    [Fact(Timeout = Limit)]
    public async Task For_as_many_locks_all_can_be_cancelled()
    {
        var held = await Task.WhenAll(Callers.Ask(_holder, Count, Name));
        using var cancellation = new CancellationTokenSource();
        var waiting = Callers.Ask(_locks, Count, Name, cancellation.Token);
        await _server.WaitUntilAsync(server => server.Statistics.Watches == Count);

        await CancelAll(cancellation, waiting);
        await _server.WaitUntilAsync(server => server.Statistics.Requests.GetValueOrDefault(ServerOperation.Delete) == Count);

        Assert.Equal(Count, CountNodes());
        Assert.All(held, handle => Assert.True(handle.IsHeld));
        await Callers.ReleaseAll(held);
        AssertNothingIsLeft();
    }

    private DistributedLocks NewLocks() => new(_server.ConnectionString);

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"many/{i}");

    private int CountNodes() => Enumerable.Range(0, Count).Sum(i => _server.GetChildren($"/locks/{Name(i)}").Count);

    private static async Task CancelAll(CancellationTokenSource cancellation, Task<LockHandle>[] waiting)
    {
        await cancellation.CancelAsync();
        await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.All(waiting, task => Assert.True(task.IsCanceled));
    }

    private void AssertNothingIsLeft()
    {
        Assert.Equal(0, CountNodes());
        Assert.Equal(0, _server.Statistics.Watches);
    }

    private void PrintMemory(long before)
    {
        // With the server's share: it is in this process. What an earlier test left may go meanwhile, so there is no lower bound.
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        output.WriteLine($"{each} bytes for each of {Count} waiting callers");
        Assert.True(each <= MostBytesEach, $"{each} bytes for each waiting caller");
    }

    private void PrintSpeed(Stopwatch watch) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} served in {watch.Elapsed.TotalSeconds:0.0} s"));
}
