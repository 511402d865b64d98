using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Tls;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>A real ZooKeeper that takes only clients whom its authority knows, and a folder of certificates and keys.</summary>
public sealed class TlsScene : IAsyncLifetime
{
    public const string Password = "s3cret";

    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-tls-").FullName;
    private RealZooKeeper? _server;

    /// <summary>Where it speaks TLS.</summary>
    public string Secure => $"127.0.0.1:{_server!.SecurePort}";

    /// <summary>Where it does not.</summary>
    public string Plain => _server!.ConnectionString;

    public async Task InitializeAsync()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority("Stranger");
        using var client = authority.Issue("CN=client");
        using var key = client.GetECDsaPrivateKey()!;
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = client.ExportCertificatePem() + "\n";
        var plainKey = key.ExportPkcs8PrivateKeyPem();
        var encryptedKey = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        Write("ca.pem", authority.Certificate.ExportCertificatePem());
        Write("stranger.pem", stranger.Certificate.ExportCertificatePem());
        Write("client.pem", certificate);
        Write("client.key", plainKey);
        Write("encrypted.key", encryptedKey);
        Write("other.key", otherKey.ExportPkcs8PrivateKeyPem());
        Write("both.pem", certificate + plainKey);
        Write("encrypted.pem", certificate + encryptedKey);
        await File.WriteAllBytesAsync(PathOf("client.p12"), client.Export(X509ContentType.Pkcs12, Password));
        await File.WriteAllBytesAsync(PathOf("open.PFX"), client.Export(X509ContentType.Pkcs12));
        if (RealZooKeeper.Availability.IsAvailable)
        {
            using var server = authority.Issue("CN=server", ["127.0.0.1"]);
            _server = await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Tls = new RealZooKeeperTls(server, authority.Certificate) });
        }
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs the program; words that end as files do are files of the folder.</summary>
    internal async Task<Outcome> RunAsync(string connectionString, string command, string options, string? password = null)
    {
        using var tool = new InProcessTool(connectionString);
        if (password is not null)
        {
            tool.Variables["ZKLOCK_TLS_PASSWORD"] = password;
        }

        var given = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Contains('.', StringComparison.Ordinal) ? PathOf(word) : word);
        string[] run = command == "run" ? ["orders/42", "--connect-timeout", "3s", "--", "true"] : ["--connect-timeout", "3s"];
        return await tool.RunAsync([command, .. given, .. run]);
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);
}
