using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Tls;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>A peer that takes no bytes any more holds up nobody: not who asks, and not those who see to time.</summary>
public sealed class StuckPeerTests
{
    private const int Limit = 60_000;

    // More than all buffers between two processes take.
    private const int Requests = 64;
    private const int RequestSize = 512 * 1024;

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_stops_reading_is_left_and_askers_are_told(bool speaksTls)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("CN=server", ["127.0.0.1"]);
        var connections = 0;
        var cameBack = new TaskCompletionSource();
        var testIsOver = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(async connection =>
        {
            if (Interlocked.Increment(ref connections) == 2)
            {
                cameBack.SetResult();
            }

            await using var stream = speaksTls ? await SecureAsync(connection, certificate) : connection;
            await ServerScript.AcceptSessionAsync(stream);
            await testIsOver.Task;
        });
        await using var client = new ZooKeeperClient(server.ConnectionString, new ZooKeeperClientOptions
        {
            SessionTimeout = TimeSpan.FromSeconds(3),
            Tls = speaksTls ? Trusting(authority.Certificate) : null,
        });

        // Each call returns, though nobody reads.
        var requests = Enumerable.Range(0, Requests).Select(_ => client.SetDataAsync("/a", new byte[RequestSize])).ToList();

        foreach (var request in requests)
        {
            Assert.True((await Assert.ThrowsAsync<ZooKeeperException>(() => request)).IsOutcomeUnknown);
        }

        await cameBack.Task;
        testIsOver.SetResult();
    }

    private static async Task<Stream> SecureAsync(Stream connection, X509Certificate2 certificate)
    {
        var tls = new SslStream(connection);
        await tls.AuthenticateAsServerAsync(certificate);
        return tls;
    }

    private static SslClientAuthenticationOptions Trusting(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
