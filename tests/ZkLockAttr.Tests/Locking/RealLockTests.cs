using ZkLockAttr.Tests.Servers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The cases on a real ZooKeeper.</summary>
[Trait("Needs", "RealZooKeeper")]
public sealed class RealLockTests : LockCases
{
    protected override async Task<LockServer> StartAsync() => await RealServer.StartAsync();
}
