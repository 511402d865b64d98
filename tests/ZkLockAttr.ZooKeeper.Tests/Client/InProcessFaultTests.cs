namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessFaultTests(InProcessServerFixture fixture) : FaultCases(fixture), IClassFixture<InProcessServerFixture>;
