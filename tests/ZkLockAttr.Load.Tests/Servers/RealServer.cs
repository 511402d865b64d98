using ZkLockAttr.TestServers;

namespace ZkLockAttr.Load.Tests.Servers;

/// <summary>A real ZooKeeper.</summary>
public sealed class RealServer : LoadedServer
{
    private readonly RealZooKeeper _server;

    private RealServer(RealZooKeeper server) => _server = server;

    public override string ConnectionString => _server.ConnectionString;

    public static async Task<LoadedServer> StartAsync() => new RealServer(await RealZooKeeper.LaunchAsync());

    // A line for each watched path, and below it one for each session that watches it.
    public override async Task<int> CountWatchesAsync(string path)
    {
        var lines = (await _server.FourLetterWordAsync("wchp")).Split('\n');
        var at = Array.IndexOf(lines, path);
        return at < 0 ? 0 : lines[(at + 1)..].TakeWhile(line => line.StartsWith('\t')).Count();
    }

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
