using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Tls;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>An authority, the certificates it has issued, and a real server that trusts it.</summary>
public sealed class TlsServerFixture : IAsyncLifetime
{
    private RealZooKeeper? _server;

    public TestAuthority Authority { get; } = new();

    public X509Certificate2 Client => field ??= Authority.Issue("CN=client");

    public X509Certificate2 ServerCertificate => field ??= Authority.Issue("CN=server", ["localhost", "127.0.0.1"]);

    public RealZooKeeperTls Tls => new(ServerCertificate, Authority.Certificate);

    public RealZooKeeper Server => _server!;

    /// <summary>Where the server speaks TLS.</summary>
    public string ConnectionString => $"127.0.0.1:{Server.SecurePort}";

    public async Task InitializeAsync() =>
        _server = RealZooKeeper.Availability.IsAvailable ? await RealZooKeeper.LaunchAsync(new RealZooKeeperOptions { Tls = Tls }) : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Authority.Dispose();
    }

    /// <summary>Trusts the authority, and shows this certificate.</summary>
    public DistributedLocksOptions Options(X509Certificate2? client, X509Certificate2? trusted = null) => new()
    {
        SessionTimeout = TimeSpan.FromSeconds(8),
        Tls = TrustOnly(trusted ?? Authority.Certificate, client),
    };

    public static SslClientAuthenticationOptions TrustOnly(X509Certificate2 authority, X509Certificate2? client)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = policy,
            ClientCertificates = client is null ? null : [client],
        };
    }
}
