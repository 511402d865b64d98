namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessWatchTests(InProcessServerFixture fixture) : WatchCases(fixture), IClassFixture<InProcessServerFixture>;
