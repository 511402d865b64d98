using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests;

/// <summary>A package without its generator, or with an old one, cannot be made.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public class PackingTests(PackedPackages packages)
{
    [Theory]
    [InlineData("ZkLockAttr.Generator")]
    [InlineData("ZkLockAttr.CodeFixes")]
    public async Task Packing_fails_where_an_analyzer_is_missing(string analyzer)
    {
        var path = packages.Built(analyzer);
        File.Move(path, path + ".away");
        try
        {
            Assert.Contains($"{analyzer}.dll, which has not been built", await FailToPackAsync(), StringComparison.Ordinal);
        }
        finally
        {
            File.Move(path + ".away", path);
        }
    }

    [Fact]
    public async Task Packing_fails_where_an_analyzer_is_older_than_its_sources()
    {
        var path = packages.Built("ZkLockAttr.Generator");
        var built = File.GetLastWriteTimeUtc(path);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        try
        {
            Assert.Contains("ZkLockAttr.Generator.dll, which is older than its sources", await FailToPackAsync(), StringComparison.Ordinal);
        }
        finally
        {
            File.SetLastWriteTimeUtc(path, built);
        }
    }

    private async Task<string> FailToPackAsync()
    {
        var folder = packages.NewFolder();
        var text = (await packages.PackAsync("src/ZkLockAttr", folder, "--no-build")).Failed();
        Assert.Empty(Directory.GetFiles(folder));
        return text;
    }
}
