using Xunit.Abstractions;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>Gives tests that need the real server a trait to filter by.</summary>
public sealed class NeedsTraitDiscoverer : ITraitDiscoverer
{
    internal const string TypeName = "ZkLockAttr.TestServers.NeedsTraitDiscoverer";
    internal const string AssemblyName = "ZkLockAttr.TestServers";

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Needs", "RealZooKeeper")];
}
