namespace ZkLockAttr.Package.Tests.Harness;

/// <summary>Its classes share the packages, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackageTestGroup : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packages";
}
