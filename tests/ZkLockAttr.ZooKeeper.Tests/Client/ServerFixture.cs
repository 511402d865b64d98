using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>A server for all tests of a class, which take turns and each have a node of their own.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    private IZooKeeperUnderTest? _server;

    public IZooKeeperUnderTest Server => _server!;

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    protected abstract Task<IZooKeeperUnderTest> StartAsync();
}
