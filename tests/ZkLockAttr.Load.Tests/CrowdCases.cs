using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using ZkLockAttr.Load.Tests.Servers;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Load.Tests;

/// <summary>A lock with twenty thousand contenders ahead, and frames as long as they get.</summary>
public abstract class CrowdCases(ITestOutputHelper output) : IAsyncLifetime
{
    protected const int Limit = 240_000;
    private const int Count = 20_000;
    private const int Together = 1_000;
    private const int OneMebibyte = 1024 * 1024;
    private const string Path = "/locks/crowd";

    private LoadedServer? _server;
    private ZooKeeperClient? _crowd;

    private LoadedServer Server => _server!;

    private ZooKeeperClient Crowd => _crowd!;

    protected abstract Task<LoadedServer> StartAsync();

    public async Task InitializeAsync()
    {
        _server = await StartAsync();
        _crowd = NewClient();
    }

    public async Task DisposeAsync()
    {
        await Crowd.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Behind_twenty_thousand_contenders_a_lock_is_waited_for_and_had()
    {
        var nodes = await MakeCrowdAsync();
        await using var locks = new DistributedLocks(Server.ConnectionString);
        var watch = Stopwatch.StartNew();
        var waiting = Callers.Ask(locks, 1, _ => "crowd")[0];
        await ChildrenAsync(children => children.Count == Count + 1);

        // It watches the last of them, and nobody else.
        while (await Server.CountWatchesAsync(nodes[^1]) == 0)
        {
            Assert.False(waiting.IsCompleted);
        }

        Assert.Equal(0, await Server.CountWatchesAsync(nodes[0]));
        Assert.Equal(0, await Server.CountWatchesAsync(nodes[^2]));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"enqueued behind {Count} in {watch.Elapsed.TotalMilliseconds:0} ms"));

        // The last goes: the next to last is watched. All but the first go: the lock is not free yet. Then it is.
        await Crowd.DeleteAsync(nodes[^1]);
        while (await Server.CountWatchesAsync(nodes[^2]) == 0)
        {
            Assert.False(waiting.IsCompleted);
        }

        await DeleteAsync(nodes[1..^1]);
        while (await Server.CountWatchesAsync(nodes[0]) == 0)
        {
            Assert.False(waiting.IsCompleted);
        }

        await Crowd.DeleteAsync(nodes[0]);
        var handle = await waiting;
        Assert.True(await handle.ValidateAsync());
        await handle.DisposeAsync();
        await ChildrenAsync(children => children.Count == 0);
    }

    [Case(Timeout = Limit)]
    public async Task Who_tries_once_is_sent_away_from_twenty_thousand_contenders_and_leaves_nothing()
    {
        await MakeCrowdAsync();
        await using var locks = new DistributedLocks(Server.ConnectionString);

        Assert.Null(await locks.TryAcquireAsync("crowd"));

        await ChildrenAsync(children => children.Count == Count);
    }

    [Case(Timeout = Limit)]
    public async Task Frames_of_a_mebibyte_come_and_go()
    {
        var data = new byte[OneMebibyte - 1 - (64 * 1024)];
        new Random(1).NextBytes(data);

        await Crowd.CreateAsync("/large", data, CreateMode.Persistent);

        Assert.Equal(data, (await Crowd.GetDataAsync("/large")).Data);
        Array.Reverse(data);
        await Crowd.SetDataAsync("/large", data);
        Assert.Equal(data, (await Crowd.GetDataAsync("/large")).Data);
    }

    [Case(Timeout = Limit)]
    public async Task A_longer_list_than_is_accepted_closes_the_connection_for_a_reason()
    {
        await MakeCrowdAsync();
        using var log = new ReasonLog();
        var options = new ZooKeeperClientOptions { MaxInboundFrame = OneMebibyte, LoggerFactory = log };
        await using var client = NewClient(options);
        await client.SyncAsync("/");

        var exception = await Assert.ThrowsAsync<ZooKeeperException>(() => client.GetChildrenAsync(Path));

        Assert.True(exception.IsOutcomeUnknown);
        Assert.Contains("at most 1048576 are accepted", await log.Reason, StringComparison.Ordinal);
        await client.SyncAsync("/");
    }

    private ZooKeeperClient NewClient(ZooKeeperClientOptions? options = null) => new(Server.ConnectionString, options);

    // Named as kazoo does, by many requests at a time; with their numbers' order.
    protected async Task<string[]> MakeCrowdAsync()
    {
        await Crowd.CreateAsync("/locks", null, CreateMode.Persistent);
        await Crowd.CreateAsync(Path, null, CreateMode.Persistent);
        var nodes = new List<string>();
        while (nodes.Count < Count)
        {
            nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, Together).Select(
                i => Crowd.CreateAsync($"{Path}/{i:x32}__lock__", null, CreateMode.EphemeralSequential))));
        }

        return [.. nodes.OrderBy(node => node[^10..], StringComparer.Ordinal)];
    }

    private async Task DeleteAsync(IEnumerable<string> nodes)
    {
        foreach (var some in nodes.Chunk(Together))
        {
            await Task.WhenAll(some.Select(node => Crowd.DeleteAsync(node)));
        }
    }

    private async Task ChildrenAsync(Func<IReadOnlyList<string>, bool> condition)
    {
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var (children, _) = await Crowd.GetChildrenAsync(Path, _ => changed.TrySetResult());
            if (condition(children))
            {
                return;
            }

            await changed.Task;
        }
    }
}
