using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Delays;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.Benchmarks.Servers;

/// <summary>Real ZooKeeper, set up as asked: one server, or the follower of an ensemble, behind a proxy that delays or not.</summary>
internal sealed partial class BenchmarkServer : IAsyncDisposable
{
    // Short ticks allow short sessions, which make many heartbeats.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private readonly IPEndPoint _endpoint;
    private readonly IAsyncDisposable? _server;
    private readonly DelayingProxy? _proxy;

    private BenchmarkServer(string endpoint, IAsyncDisposable? server, TimeSpan rtt)
    {
        _endpoint = IPEndPoint.Parse(endpoint);
        _server = server;
        _proxy = rtt > TimeSpan.Zero ? Delay(rtt) : null;
    }

    /// <summary>For clients.</summary>
    public string ConnectionString => _proxy?.ConnectionString ?? _endpoint.ToString();

    public static async Task<BenchmarkServer> StartAsync(BenchmarkOptions options)
    {
        string[] settings = [$"forceSync={(options.Fsync ? "yes" : "no")}", "maxSessionTimeout=60000"];
        if (options.ZooKeeper is { } given)
        {
            return new BenchmarkServer(given, null, options.Rtt);
        }

        if (options.Ensemble)
        {
            var ensemble = await RealEnsemble.LaunchAsync(new RealEnsembleOptions { Tick = Tick, IsForSpeed = true, Settings = settings });
            return new BenchmarkServer((await ensemble.FindFollowerAsync()).ConnectionString, ensemble, options.Rtt);
        }

        var server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Tick = Tick, IsForSpeed = true, Settings = settings });
        return new BenchmarkServer(server.ConnectionString, server, options.Rtt);
    }

    /// <summary>A proxy before it that adds this time each way.</summary>
    public DelayingProxy Delay(TimeSpan time) => new(_endpoint, time);

    /// <summary>What it has been asked so far, this question included.</summary>
    public async Task<ServerCount> CountAsync()
    {
        // The one word that servers answer by default.
        var answer = await FourLetterWord.AskAsync(_endpoint, "srvr");
        return new ServerCount(
            long.Parse(Received().Match(answer).Groups[1].Value, CultureInfo.InvariantCulture),
            long.Parse(Zxid().Match(answer).Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _proxy?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [GeneratedRegex(@"Received: (\d+)")]
    private static partial Regex Received();

    [GeneratedRegex("Zxid: 0x([0-9a-f]+)")]
    private static partial Regex Zxid();
}
