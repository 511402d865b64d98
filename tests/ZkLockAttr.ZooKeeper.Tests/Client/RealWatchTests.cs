using ZkLockAttr.TestServers;

namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on a real ZooKeeper.</summary>
[NeedsRealZooKeeper]
public sealed class RealWatchTests(RealServerFixture fixture) : WatchCases(fixture), IClassFixture<RealServerFixture>;
