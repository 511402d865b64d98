using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The server of ZkLockAttr.Testing, with the tick that <see cref="RealZooKeeper"/> has by default.</summary>
public sealed class InProcessZooKeeper : IZooKeeperUnderTest
{
    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });

    public int Port => _server.Endpoints[0].Port;

    public string ConnectionString => _server.ConnectionString;

    public Task ExpireSessionAsync(long sessionId)
    {
        _server.ExpireSession(sessionId);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
