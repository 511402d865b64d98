using System.Reflection;
using System.Runtime.CompilerServices;
using ZkLockAttr.Hosting;
using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Api;

/// <summary>What users can see changes on purpose only.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies => [.. Shipped.Select(assembly => assembly.GetName().Name!)];

    private static Assembly[] Shipped =>
    [
        typeof(DistributedLocks).Assembly, typeof(ZooKeeperClient).Assembly, typeof(DistributedLocksBuilder).Assembly, typeof(ZooKeeperTestServer).Assembly,
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_api_is_as_recorded(string name)
    {
        var file = Path.Combine(SourceFolder(), $"{name}.verified.txt");
        var actual = PublicApi.Of(Shipped.Single(assembly => assembly.GetName().Name == name));
        var recorded = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual != recorded)
        {
            File.WriteAllText(file.Replace(".verified.", ".received.", StringComparison.Ordinal), actual);
        }

        Assert.Equal(recorded, actual);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_classes_are_sealed_or_made_to_be_faked(string name)
    {
        var open = Shipped.Single(assembly => assembly.GetName().Name == name).GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false })
            .Where(type => type != typeof(LockHandle));
        Assert.Empty(open);
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
