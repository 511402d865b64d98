using ZkLockAttr.Testing;

namespace ZkLockAttr.TestServers;

/// <summary>The server of ZkLockAttr.Testing, with the tick that <see cref="RealZooKeeper"/> has by default.</summary>
public sealed class InProcessZooKeeper : IZooKeeperUnderTest
{
    /// <summary>The server itself, for faults.</summary>
    public ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });

    /// <inheritdoc/>
    public int Port => Server.Endpoints[0].Port;

    /// <inheritdoc/>
    public string ConnectionString => Server.ConnectionString;

    /// <inheritdoc/>
    public Task ExpireSessionAsync(long sessionId)
    {
        Server.ExpireSession(sessionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
