using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Servers;

/// <summary>One real ZooKeeper for the cases of a class, which come one after the other: a server is started in a second, and emptied in no time.</summary>
public sealed class RealServerFixture : IAsyncLifetime
{
    private RealZooKeeper? _zooKeeper;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task<LockServer> StartAsync() => await RealServer.ShareAsync(_zooKeeper ??= await RealZooKeeper.LaunchAsync());

    public async Task DisposeAsync()
    {
        if (_zooKeeper is not null)
        {
            await _zooKeeper.DisposeAsync();
        }
    }
}
