using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests;

/// <summary>Where publishing is not tried for the lack of the SDK's packs, it is for nothing else.</summary>
public sealed class RuntimePacksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-packs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Packs_that_no_source_has_are_named()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        await WriteSourceAsync(empty);

        var missing = await FindMissingAsync();

        Assert.Contains($"runtime.{RuntimePacks.Runtime}.Microsoft.DotNet.ILCompiler", missing);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_no_lack_of_packs()
    {
        await WriteSourceAsync(Path.Combine(_folder, "nowhere"));

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(FindMissingAsync);
    }

    private Task<string[]> FindMissingAsync() =>
        RuntimePacks.FindMissingAsync(_folder, "PublishAot", new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder, "unpacked") });

    private Task WriteSourceAsync(string source) => File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="only" value="{source}" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
        </configuration>
        """);
}
