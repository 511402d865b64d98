using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

public sealed class InProcessServerFixture : ServerFixture
{
    protected override Task<IZooKeeperUnderTest> StartAsync() => Task.FromResult<IZooKeeperUnderTest>(new InProcessZooKeeper());
}
