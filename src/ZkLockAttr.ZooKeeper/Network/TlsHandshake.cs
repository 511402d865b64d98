using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>TLS on a connection to a server.</summary>
internal static class TlsHandshake
{
    /// <summary>
    /// A server's own copy of what the user has set: unless that says otherwise, the certificate must be issued for the host we mean, and older versions
    /// than TLS 1.2 are refused.
    /// </summary>
    public static SslClientAuthenticationOptions OptionsFor(string host, SslClientAuthenticationOptions options)
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

    /// <summary>Blocks until the server has shown who it is.</summary>
    /// <exception cref="ConnectionException">It could not, or it refused us.</exception>
    public static SslStream Begin(NetworkStream connection, SslClientAuthenticationOptions options)
    {
        var tls = new SslStream(connection);
        try
        {
            tls.AuthenticateAsClient(options);
            return tls;
        }
        catch (Exception exception)
        {
            tls.Dispose();
            throw Describe(exception) is { } reason ? new ConnectionException(reason, exception) : exception;
        }
    }

    /// <summary>What TLS says of a failure, null if it does not come from there.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        AuthenticationException refused => $"TLS failed: {Innermost(refused)}",
        IOException { InnerException: SocketException or ObjectDisposedException } => null,
        IOException ended => $"TLS failed: {Innermost(ended)}",
        _ => null,
    };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
