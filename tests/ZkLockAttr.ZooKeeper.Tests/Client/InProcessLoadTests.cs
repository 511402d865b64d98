namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessLoadTests(InProcessServerFixture fixture) : LoadCases(fixture), IClassFixture<InProcessServerFixture>;
