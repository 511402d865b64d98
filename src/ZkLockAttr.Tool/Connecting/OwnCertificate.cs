using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Reads the certificate that we show, and its key.</summary>
internal static class OwnCertificate
{
    private const string Option = "--tls-cert";
    private const string KeyOption = "--tls-key";
    private const string PasswordVariable = "ZKLOCK_TLS_PASSWORD";

    // ERROR_INVALID_PASSWORD, on all systems.
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <exception cref="ToolException">There is none to be had from these.</exception>
    public static X509Certificate2 Load(string file, string? key, string? password)
    {
        if (Path.GetExtension(file).ToUpperInvariant() is not (".P12" or ".PFX"))
        {
            return FromPem(file, key, password);
        }

        return key is null
            ? NamedFile.Read(Option, file, path => FromPkcs12(path, password))
            : throw ToolException.Usage($"{KeyOption}: {file} is PKCS#12 and has its key in it: leave {KeyOption} out.");
    }

    private static X509Certificate2 FromPkcs12(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(File.ReadAllBytes(file), password);
        }
        catch (CryptographicException exception) when (exception.HResult == WrongPassword)
        {
            throw ToolException.Usage(password is null
                ? $"{Option}: {file} is encrypted: set {PasswordVariable}."
                : $"{Option}: the password in {PasswordVariable} does not open {file}.");
        }
    }

    private static X509Certificate2 FromPem(string file, string? key, string? password)
    {
        var certificate = NamedFile.Read(Option, file, File.ReadAllText);
        if (!certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
        {
            throw ToolException.Usage($"{Option}: there is no certificate in {file}, as PEM. PKCS#12 is known by the ending .p12 or .pfx.");
        }

        var privateKey = key is null ? certificate : NamedFile.Read(KeyOption, key, File.ReadAllText);
        var place = key is null ? $"{Option}: {file}" : $"{KeyOption}: {key}";
        var isEncrypted = privateKey.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (!isEncrypted && !privateKey.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw ToolException.Usage($"{place} has no private key in it, as PEM{(key is null ? $": name its file by {KeyOption}" : "")}.");
        }

        if (isEncrypted && password is null)
        {
            throw ToolException.Usage($"{place} has an encrypted key: set {PasswordVariable}.");
        }

        try
        {
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(certificate, privateKey, password) : X509Certificate2.CreateFromPem(certificate, privateKey);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw ToolException.Usage(isEncrypted
                ? $"{place}: the password in {PasswordVariable} does not open the key, or it is not that of the certificate in {file}."
                : $"{place}: the key cannot be read, or is not that of the certificate in {file}.");
        }
    }
}
