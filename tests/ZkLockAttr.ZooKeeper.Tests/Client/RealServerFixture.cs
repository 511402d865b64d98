using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

public sealed class RealServerFixture : ServerFixture
{
    protected override async Task<IZooKeeperUnderTest> StartAsync() => await RealZooKeeper.LaunchAsync();
}
