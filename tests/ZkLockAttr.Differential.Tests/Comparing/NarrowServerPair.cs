namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>Servers that take two connections and no more.</summary>
public sealed class NarrowServerPair : ServerPair
{
    protected override int MaxClientConnections => 2;
}
