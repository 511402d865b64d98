using System.IO.Compression;

namespace ZkLockAttr.Package.Tests.Harness;

/// <summary>The packages of this solution, built and packed once for all tests, in folders of their own that are gone afterwards.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    public static readonly string[] Ids = ["ZkLockAttr", "ZkLockAttr.Hosting", "ZkLockAttr.Testing", "ZkLockAttr.Tool", "ZkLockAttr.ZooKeeper"];

    private readonly string _artifacts;
    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-packages").FullName;

    // Of this run alone: no package that some feed or cache has can be taken for it.
    private readonly string _suffix = "test-" + Guid.NewGuid().ToString("N");

    // Below the repository, as every build of ours: symbols name all files from there.
    public PackedPackages() => _artifacts = Path.Combine(Repository.Root, "artifacts", _suffix);

    public string Version => "0.0.0-" + _suffix;

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>Where restoring unpacks them.</summary>
    public string Unpacked => Path.Combine(_folder, "unpacked");

    internal string Output { get; private set; } = "";

    public async Task InitializeAsync() => Output = (await PackAsync("ZkLockAttr.sln", Feed)).Succeeded();

    public Task DisposeAsync()
    {
        Directory.Delete(_artifacts, recursive: true);
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal Task<DotNet.Outcome> PackAsync(string project, string feed, params string[] options) => DotNet.RunAsync(
        Repository.Root,
        ["pack", project, "-c", "Release", "-o", feed, "--artifacts-path", _artifacts, $"-p:Version={Version}", "--nologo", .. options]);

    internal string Built(string project) => Path.Combine(_artifacts, "bin", project, "release", project + ".dll");

    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;

    internal ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    internal static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
