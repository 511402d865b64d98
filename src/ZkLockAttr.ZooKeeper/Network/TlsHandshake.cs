using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>Begins TLS on a connection to a server, and says why it cannot.</summary>
internal sealed class TlsHandshake
{
    private readonly SslClientAuthenticationOptions _options;
    private string? _refusal;

    private TlsHandshake(SslClientAuthenticationOptions options)
    {
        _options = options;

        // Judges as .NET does without it, but remembers why.
        _options.RemoteCertificateValidationCallback ??= Judge;
    }

    /// <summary>Blocks until the server has shown who it is.</summary>
    /// <param name="connection">The connection, on which nothing was sent yet.</param>
    /// <param name="options">For this handshake alone.</param>
    /// <exception cref="ConnectionException">It could not, or it refused us.</exception>
    public static SslStream Begin(NetworkStream connection, SslClientAuthenticationOptions options)
    {
        var handshake = new TlsHandshake(options);
        var tls = new SslStream(connection);
        try
        {
            tls.AuthenticateAsClient(options);
            return tls;
        }
        catch (Exception exception)
        {
            tls.Dispose();
            throw handshake.Explain(exception) is { } reason ? new ConnectionException(reason, exception) : exception;
        }
    }

    /// <summary>What TLS says of a failure; null if it does not come from there.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        IOException { InnerException: SocketException or ObjectDisposedException } => null,
        AuthenticationException or IOException => Describe(Innermost(exception)),
        _ => null,
    };

    private static string Describe(string alert)
    {
        var isAboutUs = alert.Contains("alert", StringComparison.Ordinal)
            && (alert.Contains("certificate", StringComparison.Ordinal) || alert.Contains("unknown ca", StringComparison.Ordinal));
        return isAboutUs ? $"it does not accept our certificate, or that there is none ({alert})" : $"TLS failed: {alert}";
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }

    private string? Explain(Exception exception) => exception switch
    {
        _ when _refusal is not null => _refusal,
        AuthenticationException => Describe(exception),
        ObjectDisposedException => null,
        IOException { InnerException: ObjectDisposedException or SocketException { SocketErrorCode: not SocketError.ConnectionReset } } => null,

        // What a server does that cannot make sense of the bytes.
        IOException => "it ended the connection in the TLS handshake: it may speak plain on this port",

        // Options that contradict each other, or a fault in what the user has made to be asked.
        _ => $"TLS failed: {exception.Message}",
    };

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "it showed no certificate",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => $"its certificate is not trusted: {Describe(chain)}",
            _ => $"its certificate does not hold for '{_options.TargetHost}'",
        };
        return _refusal is null;
    }

    private static string Describe(X509Chain? chain)
    {
        var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return status switch
        {
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => "it has expired, or is not valid yet",
            _ when (status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0 => "nobody whom this process trusts has issued it",
            _ => status.ToString(),
        };
    }
}
