using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>
/// A test that needs <see cref="RealZooKeeper"/>: skipped where that is missing, but never on a build server. Has the trait <c>Needs=RealZooKeeper</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class RealZooKeeperFactAttribute : FactAttribute, ITraitAttribute
{
    /// <summary>Looks whether the server is there.</summary>
    public RealZooKeeperFactAttribute() => Skip = RealZooKeeper.Availability.SkipReason;
}
