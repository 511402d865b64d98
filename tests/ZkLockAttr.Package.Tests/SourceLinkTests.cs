using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests;

/// <summary>What a package says of where its sources are: their commit where the clone has a remote that debuggers can load from, and nothing elsewhere.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public class SourceLinkTests(PackedPackages packages)
{
    private const string Commit = "0123456789012345678901234567890123456789";
    private const string Project = "ZkLockAttr.ZooKeeper";

    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public async Task A_clone_of_a_public_repository_gives_the_same_assembly_wherever_it_is_and_tells_its_sources()
    {
        var first = await PackCloneAsync("git@github.com:owner/locks.git");
        var second = await PackCloneAsync("git@github.com:owner/locks.git");

        Assert.Contains($"""<repository type="git" url="https://github.com/owner/locks.git" branch="refs/heads/main" commit="{Commit}" />""", first.Nuspec, StringComparison.Ordinal);
        Assert.Equal("""{"documents":{"/_/*":"https://raw.githubusercontent.com/owner/locks/""" + Commit + """/*"}}""", SourceLinkOf(first.Assembly));
        Assert.Equal(first.Assembly, second.Assembly);
    }

    [Theory]
    [InlineData("/srv/git/locks.git")]
    [InlineData("https://git.example.org/owner/locks.git")]
    public async Task A_clone_that_debuggers_cannot_load_from_is_packed_without_a_warning(string remote)
    {
        var clone = await PackCloneAsync(remote);
        Assert.Null(SourceLinkOf(clone.Assembly));
        Assert.DoesNotContain("/srv/", clone.Nuspec, StringComparison.Ordinal);
    }

    private async Task<(string Nuspec, byte[] Assembly)> PackCloneAsync(string remote)
    {
        var clone = Clone(remote);
        var pack = await DotNet.RunAsync(
            clone, ["pack", Path.Combine("src", Project), "-c", "Release", "-o", clone, $"-p:Version={packages.Version}", "--nologo", "-m:1"]);
        Assert.DoesNotContain("warning", pack.Succeeded(), StringComparison.Ordinal);

        using var package = ZipFile.OpenRead(Path.Combine(clone, $"{Project}.{packages.Version}.nupkg"));
        return (Encoding.UTF8.GetString(PackedPackages.Bytes(package.GetEntry(Project + ".nuspec")!)), PackedPackages.Bytes(package.GetEntry($"lib/net10.0/{Project}.dll")!));
    }

    /// <summary>Copies the sources of one project, as they are now, and makes a git repository of them: as much of one as a build reads.</summary>
    private string Clone(string remote)
    {
        var clone = packages.NewFolder();
        foreach (var file in Directory.GetFiles(Repository.Root, "Directory.*")
            .Concat([Path.Combine(Repository.Root, "global.json"), Path.Combine(Repository.Root, ".editorconfig"), Path.Combine(Repository.Root, "docs", "images", "icon.png")])
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src"), "Directory.*"))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src", Project), "*", SearchOption.AllDirectories).Where(IsSource)))
        {
            var copy = Path.Combine(clone, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var git = Directory.CreateDirectory(Path.Combine(clone, ".git")).FullName;
        Directory.CreateDirectory(Path.Combine(git, "objects"));
        Directory.CreateDirectory(Path.Combine(git, "refs", "heads"));
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(git, "refs", "heads", "main"), Commit + "\n");
        File.WriteAllText(Path.Combine(git, "config"), $"[remote \"origin\"]\n\turl = {remote}\n");
        return clone;
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string? SourceLinkOf(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var embedded = image.ReadDebugDirectory().Single(part => part.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var reader = symbols.GetMetadataReader();
        return reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(info => reader.GetGuid(info.Kind) == SourceLink)
            .Select(info => Encoding.UTF8.GetString(reader.GetBlobBytes(info.Value))).SingleOrDefault();
    }
}
