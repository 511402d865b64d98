using Xunit.Abstractions;
using ZkLockAttr.Load.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Load.Tests;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealCrowdTests(ITestOutputHelper output) : CrowdCases(output)
{
    protected override Task<LoadedServer> StartAsync() => RealServer.StartAsync();
}
