using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealLoadTests(RealServerFixture fixture) : LoadCases(fixture), IClassFixture<RealServerFixture>;
