using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Hostile;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealHostileNameTests : HostileNameCases
{
    protected override async Task<LockServer> StartAsync() => await RealServer.StartAsync();
}
