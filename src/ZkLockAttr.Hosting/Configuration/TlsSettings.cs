using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Reads how to speak TLS. No message quotes a password.</summary>
internal static class TlsSettings
{
    private const string Enabled = "Enabled";
    private const string CertificateFile = "CertificateFile";
    private const string CertificatePassword = "CertificatePassword";
    private const string KeyFile = "KeyFile";
    private const string AuthorityFile = "AuthorityFile";
    private const string CheckRevocation = "CheckRevocation";
    private const string TargetHost = "TargetHost";

    /// <returns>Null where it is switched off.</returns>
    public static SslClientAuthenticationOptions? Read(IConfigurationSection section)
    {
        section.AllowOnly(Enabled, CertificateFile, CertificatePassword, KeyFile, AuthorityFile, CheckRevocation, TargetHost);
        if (section.Value is { Length: > 0 })
        {
            throw new SettingException(section.Path, "it is a section: write Tls:Enabled, or the settings of certificates.");
        }

        if (section[Enabled] is not null && !section.GetSection(Enabled).Flag())
        {
            return null;
        }

        var options = new SslClientAuthenticationOptions
        {
            TargetHost = section[TargetHost],
            CertificateRevocationCheckMode = section[CheckRevocation] is not null && section.GetSection(CheckRevocation).Flag()
                ? X509RevocationMode.Online
                : X509RevocationMode.NoCheck,
        };
        if (section[CertificateFile] is { } file)
        {
            options.ClientCertificates = [Load(section.GetSection(CertificateFile), () => Certificate(section, file))];
        }
        else if ((section[KeyFile] ?? section[CertificatePassword]) is not null)
        {
            throw new SettingException(section.GetSection(CertificateFile).Path, "it is missing: write the file of the certificate that the key belongs to.");
        }

        if (section[AuthorityFile] is { } authorities)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = options.CertificateRevocationCheckMode,
            };
            Load(section.GetSection(AuthorityFile), () =>
            {
                policy.CustomTrustStore.ImportFromPemFile(authorities);
                return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("It has none.");
            });
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    // With a key in PEM, in the same file or another; or a PKCS#12 file, which has both.
    private static X509Certificate2 Certificate(IConfigurationSection section, string file)
    {
        var password = section[CertificatePassword];
        if (section[KeyFile] is null && X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }

        using var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(file, section[KeyFile])
            : X509Certificate2.CreateFromEncryptedPemFile(file, password, section[KeyFile]);

        // Windows has no use for a key that is nowhere stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static T Load<T>(IConfigurationSection setting, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingException(
                setting.Path,
                $"no certificate can be read from '{setting.Value}': {exception.Message} Write the path of a PEM or PKCS#12 file, and its password if it has one.");
        }
    }
}
