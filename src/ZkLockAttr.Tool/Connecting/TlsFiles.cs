using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Reads certificates and keys.</summary>
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
            options.ClientCertificates = [Load("--tls-cert", certificate, () => LoadOwn(certificate, key, password))];
        }

        return options;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        // Authorities of one's own seldom publish what they have revoked.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        Load("--tls-ca", file, () =>
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
            return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("there is no certificate in it, as PEM");
        });
        return policy;
    }

    private static X509Certificate2 LoadOwn(string file, string? key, string? password) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".P12" or ".PFX" => X509CertificateLoader.LoadPkcs12FromFile(file, password),
        _ when password is not null => X509Certificate2.CreateFromEncryptedPemFile(file, password, key),
        _ => X509Certificate2.CreateFromPemFile(file, key),
    };

    private static T Load<T>(string option, string file, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{option}: {file} cannot be used: {exception.Message}");
        }
    }
}
