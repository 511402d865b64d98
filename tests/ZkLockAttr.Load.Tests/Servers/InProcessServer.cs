using ZkLockAttr.Testing;

namespace ZkLockAttr.Load.Tests.Servers;

/// <summary>The in-process server.</summary>
public sealed class InProcessServer : LoadedServer
{
    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();

    public ServerFaults Faults => _server.Faults;

    public static InProcessServer Start() => new();

    public override string ConnectionString => _server.ConnectionString;

    public override Task<int> CountWatchesAsync(string path) => Task.FromResult(_server.CountWatches(path));

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
