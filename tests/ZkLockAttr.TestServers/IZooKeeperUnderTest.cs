namespace ZkLockAttr.TestServers;

/// <summary>
/// A ZooKeeper to run tests against, real or not. Faults on the way to it are made by a <see cref="FaultProxy"/> in front of it.
/// </summary>
public interface IZooKeeperUnderTest : IAsyncDisposable
{
    /// <summary>Where it listens, on the loopback address.</summary>
    int Port { get; }

    /// <summary>For a client without a proxy: <c>127.0.0.1:port</c>.</summary>
    string ConnectionString { get; }

    /// <summary>Ends a session as if its time had run out; complete when its ephemeral nodes are gone and its connection is closed.</summary>
    Task ExpireSessionAsync(long sessionId);
}
