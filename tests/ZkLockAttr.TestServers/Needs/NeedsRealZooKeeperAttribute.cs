using Xunit.Abstractions;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>
/// Marks a class whose tests, also inherited ones, need <see cref="RealZooKeeper"/>: those marked <see cref="CaseAttribute"/> are skipped where it is
/// missing, but never on a build server. Has the trait <c>Needs=RealZooKeeper</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
[TraitDiscoverer(NeedsTraitDiscoverer.TypeName, NeedsTraitDiscoverer.AssemblyName)]
public sealed class NeedsRealZooKeeperAttribute : Attribute, ITraitAttribute
{
    internal static string? SkipReason(ITypeInfo testClass) => testClass.GetCustomAttributes(typeof(NeedsRealZooKeeperAttribute)).Any()
        ? RealZooKeeper.Availability.SkipReason
        : null;
}
