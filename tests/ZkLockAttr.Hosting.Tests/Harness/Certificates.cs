using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.Hosting.Tests.Harness;

/// <summary>A client's certificate and its key in files of every kind, which are gone afterwards.</summary>
internal sealed class Certificates : IDisposable
{
    public const string Password = "secret of the key";

    private readonly string _folder = Directory.CreateTempSubdirectory("certificates-").FullName;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=orders", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Pem, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(EncryptedKey, key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllBytes(Pkcs12, certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(NoCertificate, "no certificate");
    }

    public string Thumbprint { get; }

    public string Pem => Path.Combine(_folder, "client.pem");

    public string Key => Path.Combine(_folder, "client.key");

    public string EncryptedKey => Path.Combine(_folder, "encrypted.key");

    public string Pkcs12 => Path.Combine(_folder, "client.p12");

    public string NoCertificate => Path.Combine(_folder, "readme.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
