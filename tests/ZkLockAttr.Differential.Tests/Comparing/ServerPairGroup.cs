namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>Tests that share a pair of servers, and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class ServerPairGroup : ICollectionFixture<ServerPair>
{
    public const string Name = "Server pair";
}
