using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A theory that needs <see cref="RealZooKeeper"/> and kazoo; see <see cref="RealZooKeeperFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class KazooTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    /// <summary>Looks whether both are there.</summary>
    public KazooTheoryAttribute() => Skip = RealZooKeeper.Availability.SkipReason ?? KazooClient.Availability.SkipReason;
}
