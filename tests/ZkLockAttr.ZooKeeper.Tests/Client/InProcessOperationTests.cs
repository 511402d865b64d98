namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>The cases on the in-process server.</summary>
public sealed class InProcessOperationTests(InProcessServerFixture fixture) : OperationCases(fixture), IClassFixture<InProcessServerFixture>;
