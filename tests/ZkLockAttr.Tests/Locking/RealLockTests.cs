using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealLockTests(RealServerFixture fixture) : LockCases, IClassFixture<RealServerFixture>
{
    protected override Task<LockServer> StartAsync() => fixture.StartAsync();
}
