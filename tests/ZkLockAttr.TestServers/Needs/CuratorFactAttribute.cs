using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A test that needs <see cref="RealZooKeeper"/> and Curator; see <see cref="RealZooKeeperFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class CuratorFactAttribute : FactAttribute, ITraitAttribute
{
    /// <summary>Looks whether both are there.</summary>
    public CuratorFactAttribute() => Skip = RealZooKeeper.Availability.SkipReason ?? CuratorClient.Availability.SkipReason;
}
