using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Reads whom we trust and who we are.</summary>
internal static class TlsFiles
{
    /// <returns>How to speak TLS; null if nothing asks for it.</returns>
    /// <exception cref="ToolException">A file cannot be read.</exception>
    public static SslClientAuthenticationOptions? Read(bool isAsked, string? authority, string? certificate, string? key, string? password)
    {
        if (key is not null && certificate is null)
        {
            throw ToolException.Usage("--tls-key: a key without --tls-cert.");
        }

        if (!isAsked && authority is null && certificate is null)
        {
            return null;
        }

        var options = new SslClientAuthenticationOptions();
        if (authority is not null)
        {
            options.CertificateChainPolicy = Trusting(authority);
        }

        if (certificate is not null)
        {
            options.ClientCertificates = [OwnCertificate.Load(certificate, key, password)];
        }

        return options;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        // Authorities of one's own seldom publish what they have revoked.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        return NamedFile.Read("--tls-ca", file, path =>
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
            return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("there is no certificate in it, as PEM.");
        });
    }
}
