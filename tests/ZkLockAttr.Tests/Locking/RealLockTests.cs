using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealLockTests : LockCases
{
    protected override async Task<LockServer> StartAsync() => await RealServer.StartAsync();
}
