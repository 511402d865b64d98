using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.TestServers.Tls;

/// <summary>Issues certificates for tests. Nobody knows it who does not trust it by name.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Makes an authority.</summary>
    public TestAuthority(string name = "Test Authority")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow - (2 * Validity), DateTimeOffset.UtcNow + Validity);
    }

    /// <summary>Its own certificate: what others have to trust.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Issues a certificate, with its key.</summary>
    /// <param name="subject">Whose it is: <c>CN=…</c>.</param>
    /// <param name="names">The host names and addresses it holds for.</param>
    /// <param name="expired">Whether its time is over.</param>
    public X509Certificate2 Issue(string subject, IReadOnlyList<string>? names = null, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (names is not null)
        {
            request.CertificateExtensions.Add(Names(names));
        }

        var end = DateTimeOffset.UtcNow + (expired ? -TimeSpan.FromDays(1) : Validity - TimeSpan.FromDays(1));
        using var certificate = request.Create(Certificate, DateTimeOffset.UtcNow - Validity, end, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static X509Extension Names(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
