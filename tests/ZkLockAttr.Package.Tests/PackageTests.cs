using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests;

/// <summary>What is in the packages.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public partial class PackageTests(PackedPackages packages)
{
    // What every host of analyzers has; code fixes run in editors only, which have the rest.
    private static readonly string[] HostAssemblies =
    [
        "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory",
        "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel",
    ];

    public static TheoryData<string> Ids() => [.. PackedPackages.Ids];

    [Fact]
    public void These_packages_are_made_and_no_others() =>
        Assert.Equal(PackedPackages.Ids.Select(id => $"{id}.{packages.Version}.nupkg"), Directory.GetFiles(packages.Feed).Select(Path.GetFileName).Order());

    [Fact]
    public void Packing_says_no_warning() => Assert.DoesNotContain("warning", packages.Output, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Contents(string id)
    {
        using var package = packages.Open(id);
        var entries = package.Entries.Select(entry => entry.FullName).Where(name => !Plumbing().IsMatch(name)).Order(StringComparer.Ordinal);
        using var nuspec = new StreamReader(package.GetEntry(id + ".nuspec")!.Open());
        var text = Commit().Replace(nuspec.ReadToEnd().ReplaceLineEndings("\n"), "").Replace(packages.Version, "{version}", StringComparison.Ordinal);

        Acceptance.Match(
            Path.Combine(Repository.Root, "tests", "ZkLockAttr.Package.Tests", "Snapshots", $"{nameof(PackageTests)}.{nameof(Contents)}#{id}.verified.txt"),
            string.Join('\n', entries) + "\n\n" + text + "\n");
    }

    [Fact]
    public void Analyzers_find_all_that_they_reference()
    {
        using var package = packages.Open("ZkLockAttr");
        var analyzers = package.Entries.Where(entry => entry.FullName.StartsWith("analyzers/dotnet/cs/", StringComparison.Ordinal)).ToList();
        var present = HostAssemblies.Concat(analyzers.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)));

        Assert.All(analyzers, entry =>
        {
            using var assembly = new PEReader(new MemoryStream(PackedPackages.Bytes(entry)));
            var metadata = assembly.GetMetadataReader();
            Assert.Empty(metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Except(present));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Assemblies_carry_symbols_that_name_no_folder_of_this_machine(string id)
    {
        using var package = packages.Open(id);
        Assert.All(package.Entries.Where(entry => entry.Name.StartsWith("ZkLockAttr", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)), entry =>
        {
            using var assembly = new PEReader(new MemoryStream(PackedPackages.Bytes(entry)));
            var embedded = assembly.ReadDebugDirectory().Single(part => part.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var symbols = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            var reader = symbols.GetMetadataReader();
            Assert.All(reader.Documents, document => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_has_an_icon_that_feeds_can_show(string id)
    {
        using var package = packages.Open(id);
        var icon = PackedPackages.Bytes(package.GetEntry("icon.png")!);
        Assert.Equal([0x89, .. "PNG"u8], icon[..4]);
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    // Feeds show it without the files that stand beside it in the repository, and without HTML.
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_readme_can_be_shown_by_feeds(string id)
    {
        using var package = packages.Open(id);
        var text = Encoding.UTF8.GetString(PackedPackages.Bytes(package.GetEntry("README.md")!));
        Assert.StartsWith("# ", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\((?!https://)", text);
        Assert.DoesNotMatch(@"(?m)^\s*<[a-z]", text);
    }

    // Every package has these, and the SDK chooses their names.
    [GeneratedRegex(@"^(_rels/|package/|\[Content_Types\])")]
    private static partial Regex Plumbing();

    [GeneratedRegex(@" *<repository [^>]*/>\n")]
    private static partial Regex Commit();
}
