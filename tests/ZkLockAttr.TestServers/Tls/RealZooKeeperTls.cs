using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.TestServers.Tls;

/// <summary>How a <see cref="RealZooKeeper"/> speaks TLS on its secure port.</summary>
/// <param name="Certificate">Its certificate, with the key.</param>
/// <param name="Trusted">Who issues the certificates of clients that it takes; each must show one.</param>
public sealed record RealZooKeeperTls(X509Certificate2 Certificate, X509Certificate2 Trusted)
{
    /// <summary>Whether it speaks TLS 1.3, which this version does only when told; else 1.2.</summary>
    public bool IsTls13 { get; init; }

    internal IEnumerable<string> Write(string folder, int port)
    {
        var keys = Path.Combine(folder, "keys.pem");
        var trusted = Path.Combine(folder, "trusted.pem");
        using var key = Certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("The certificate has no ECDSA key.");
        File.WriteAllText(keys, key.ExportPkcs8PrivateKeyPem() + "\n" + Certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(trusted, Trusted.ExportCertificatePem() + "\n");
        return
        [
            "secureClientPortAddress=127.0.0.1",
            $"secureClientPort={port}",
            "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory",
            $"ssl.keyStore.location={keys}",
            $"ssl.trustStore.location={trusted}",
            "ssl.clientAuth=need",
            .. IsTls13 ? ["ssl.protocol=TLSv1.3", "ssl.enabledProtocols=TLSv1.3", "ssl.ciphersuites=TLS_AES_128_GCM_SHA256"] : Array.Empty<string>(),
        ];
    }
}
