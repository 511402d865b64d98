using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;
using ZkLockAttr.Benchmarks.Servers;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Benchmarks.Rows;

/// <summary>What it costs the ensemble that somebody holds or waits for locks: one small write six times a session time-out, however many there are.</summary>
internal sealed class Heartbeats : IBenchmark
{
    private const int Most = 128;
    private const int PerTimeout = 6;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public string Name => "heartbeat";

    public string Description => "writes in each session time-out while holding or waiting for up to 128 locks, for each process, against 6";

    public async Task RunAsync(Setting setting)
    {
        var server = setting.Server;
        var options = new DistributedLocksOptions { SessionTimeout = Timeout };
        var timeouts = setting.Options.Quick ? 2 : 6;
        var table = new Table("", "writes per time-out and process");
        await using var observer = new ZooKeeperClient(server.ConnectionString);

        // It tells when a heartbeat was answered; what is counted is what the server says.
        await using var proxy = FaultProxy.Start(IPEndPoint.Parse(server.ConnectionString));
        await using var holder = new DistributedLocks(proxy.ConnectionString, options);
        await using var waiter = new DistributedLocks(proxy.ConnectionString, options);

        var one = await Flows.AcquireAllAsync(1, i => holder.AcquireAsync(Lock(i)));
        var holdingOne = await CountAsync(server, proxy, 1, timeouts);
        table.Add("holding 1 lock", holdingOne);
        await Flows.ReleaseAllAsync(one);

        var all = await Flows.AcquireAllAsync(Most, i => holder.AcquireAsync(Lock(i)));
        var holdingAll = await CountAsync(server, proxy, 1, timeouts);
        table.Add($"holding {Most} locks", holdingAll);

        var waiting = new ValueTask<LockHandle>[Most];
        Flows.Ask(waiting, i => waiter.AcquireAsync(Lock(i)));

        // A session's requests are done in order: where the last stands in its queue, all do.
        while ((await observer.GetChildrenAsync($"/locks/{Lock(Most - 1)}")).Children.Count < 2)
        {
        }

        var waitingAll = await CountAsync(server, proxy, 2, timeouts);
        table.Add($"one holding {Most} locks, one waiting for them", waitingAll);
        await Flows.ReleaseAllAsync(all);
        foreach (var wait in waiting)
        {
            await (await wait).DisposeAsync();
        }

        setting.Report.Show(table);
        setting.Report.Add(Name, double.Max(holdingOne, double.Max(holdingAll, waitingAll)) / PerTimeout, Goal.AtMost(1));
    }

    private static string Lock(int number) => string.Create(CultureInfo.InvariantCulture, $"heartbeat/{number}");

    // From one write to another, so that it does not matter when we look.
    private static async Task<double> CountAsync(BenchmarkServer server, FaultProxy proxy, int processes, int timeouts)
    {
        var (first, began) = await NextWriteAsync(server, proxy);
        while (true)
        {
            var (zxid, now) = await NextWriteAsync(server, proxy);
            var elapsed = Stopwatch.GetElapsedTime(began, now);
            var writes = zxid - first;
            if (elapsed > timeouts * Timeout && writes % processes == 0)
            {
                return writes / (elapsed / Timeout) / processes;
            }
        }
    }

    private static async Task<(long Zxid, long Time)> NextWriteAsync(BenchmarkServer server, FaultProxy proxy)
    {
        await proxy.WaitForAnswerAsync(static request => request.Kind == RequestKind.Multi);
        return ((await server.CountAsync()).Zxid, Stopwatch.GetTimestamp());
    }
}
