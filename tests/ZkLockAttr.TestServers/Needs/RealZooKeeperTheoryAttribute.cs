using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A theory that needs <see cref="RealZooKeeper"/>; see <see cref="RealZooKeeperFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class RealZooKeeperTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    /// <summary>Looks whether the server is there.</summary>
    public RealZooKeeperTheoryAttribute() => Skip = RealZooKeeper.Availability.SkipReason;
}
