using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealFaultTests(RealServerFixture fixture) : FaultCases(fixture), IClassFixture<RealServerFixture>;
