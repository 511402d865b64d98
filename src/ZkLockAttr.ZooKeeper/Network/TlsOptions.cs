using System.Net.Security;
using System.Security.Authentication;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>What the user has set for TLS, made ready for a server.</summary>
internal static class TlsOptions
{
    /// <summary>
    /// A copy for one handshake. Where the user says nothing else, the certificate must hold for the host that we mean, and versions before TLS 1.2 are refused.
    /// </summary>
    public static SslClientAuthenticationOptions For(string host, SslClientAuthenticationOptions options)
    {
        var copy = new SslClientAuthenticationOptions
        {
            TargetHost = options.TargetHost ?? host,
#pragma warning disable CA5398 // Not left to the machine: on an old one that may mean TLS 1.0.
            EnabledSslProtocols = options.EnabledSslProtocols == SslProtocols.None ? SslProtocols.Tls12 | SslProtocols.Tls13 : options.EnabledSslProtocols,
#pragma warning restore CA5398
            AllowRenegotiation = options.AllowRenegotiation,
            AllowTlsResume = options.AllowTlsResume,
            ApplicationProtocols = options.ApplicationProtocols,
            CertificateChainPolicy = options.CertificateChainPolicy,
            CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
            CipherSuitesPolicy = options.CipherSuitesPolicy,
            ClientCertificateContext = options.ClientCertificateContext,
            ClientCertificates = options.ClientCertificates,
            EncryptionPolicy = options.EncryptionPolicy,
            LocalCertificateSelectionCallback = options.LocalCertificateSelectionCallback,
            RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
        };
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            copy.AllowRsaPkcs1Padding = options.AllowRsaPkcs1Padding;
            copy.AllowRsaPssPadding = options.AllowRsaPssPadding;
        }

        return copy;
    }
}
