using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>What docs/connecting.md shows compiles and does what it says.</summary>
public sealed class ConnectingExamplesTests(TlsServerFixture fixture) : IClassFixture<TlsServerFixture>
{
    private const int Limit = 60_000;

    [Fact]
    public void Each_example_of_the_page_is_among_those_that_are_run()
    {
        var page = File.ReadAllText(Path.Combine(SourceFolder(), "../../../docs/connecting.md"));
        var run = Words(File.ReadAllText(Path.Combine(SourceFolder(), $"{nameof(ConnectingExamples)}.cs")));

        var examples = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => Words(match.Groups[1].Value)).ToList();

        Assert.Equal(4, examples.Count);
        Assert.All(examples, example => Assert.Contains(example, run, StringComparison.Ordinal));
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_certificate_from_a_file_is_shown_and_an_authority_from_a_file_trusted()
    {
        var folder = Directory.CreateTempSubdirectory("certificates-").FullName;
        try
        {
            var client = Path.Combine(folder, "client.p12");
            var authority = Path.Combine(folder, "authority.pem");
            await File.WriteAllBytesAsync(client, fixture.Client.Export(X509ContentType.Pkcs12, "password"));
            await File.WriteAllTextAsync(authority, fixture.Authority.Certificate.ExportCertificatePem());
            var options = ConnectingExamples.ShowingACertificate(client, "password");
            options.Tls!.CertificateChainPolicy = ConnectingExamples.TrustingOnly(authority).CertificateChainPolicy;
            await using var locks = new DistributedLocks(fixture.ConnectionString, options);

            await using var handle = await locks.AcquireAsync("test");

            Assert.True(handle.IsHeld);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task A_certificate_is_an_identity_too()
    {
        using var another = fixture.Authority.Issue("CN=another");
        var owner = fixture.Options(fixture.Client) with { Root = "/closed", Acl = ZooKeeperAcl.CreatorAll };
        await using var locks = new DistributedLocks(fixture.ConnectionString, owner);
        await using var handle = await locks.AcquireAsync("test");
        await using var strangers = new DistributedLocks(fixture.ConnectionString, owner with { Tls = fixture.Options(another).Tls });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => strangers.AcquireAsync("test").AsTask());

        Assert.Contains("does not give Create to this process (NoAuth)", exception.Message, StringComparison.Ordinal);
        Assert.True(await handle.ValidateAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task A_tree_is_closed_to_strangers_and_open_to_look_at()
    {
        await using var server = ZooKeeperTestServer.Start();
        var options = ConnectingExamples.ClosedToStrangers("p1") with { Acl = ConnectingExamples.OpenToLookAt("p2") };
        await using var locks = new DistributedLocks(server.ConnectionString, options);
        await using var handle = await locks.AcquireAsync("test");

        Assert.Equal("/orders-locks/test", handle.Path);
        await using var operations = NewClient(server, ZooKeeperAuth.Digest("operations", "p2"));
        var node = Assert.Single((await operations.GetChildrenAsync(handle.Path)).Children);
        await Assert.ThrowsAsync<ZooKeeperException>(() => operations.DeleteAsync($"{handle.Path}/{node}"));
        await using var stranger = NewClient(server, ZooKeeperAuth.Digest("orders", "guessed"));
        await Assert.ThrowsAsync<ZooKeeperException>(() => stranger.GetChildrenAsync(handle.Path));
    }

    private static ZooKeeperClient NewClient(ZooKeeperTestServer server, ZooKeeperAuth auth) =>
        new(server.ConnectionString, new ZooKeeperClientOptions { Auth = [auth] });

    private static string Words(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
