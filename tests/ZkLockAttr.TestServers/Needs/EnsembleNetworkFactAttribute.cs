using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A test that needs a <see cref="RealEnsemble"/> that can be cut, kazoo and Curator; see <see cref="RealZooKeeperFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class EnsembleNetworkFactAttribute : FactAttribute, ITraitAttribute
{
    /// <summary>Looks whether all are there.</summary>
    public EnsembleNetworkFactAttribute() => Skip = RealEnsemble.Availability.SkipReason ?? EnsembleNetwork.Availability.SkipReason
        ?? KazooClient.Availability.SkipReason ?? CuratorClient.Availability.SkipReason;
}
