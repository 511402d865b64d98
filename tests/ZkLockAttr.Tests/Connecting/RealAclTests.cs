using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealAclTests : AclCases
{
    protected override async Task<LockServer> StartAsync() => await RealServer.StartAsync();
}
