using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ZkLockAttr.ZooKeeper.Network;

namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>Asks a server the four-letter word <c>srvr</c>, which is allowed unless somebody has changed that.</summary>
internal static partial class ServerWord
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Adds what the server tells of itself.</summary>
    public static async Task<ServerReport> AskAsync(
        ServerReport report, IPAddress address, int port, SslClientAuthenticationOptions? tls, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var connection = new Connection(patience);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var isConnected = false;
        using var abort = limit.Token.UnsafeRegister(_ => connection.Abort(), null);
        try
        {
            return Read(report with { IsReachable = true }, await Task.Run(
                () =>
                {
                    connection.Connect(address, port, tls);
                    isConnected = true;
                    return Ask(connection);
                },
                CancellationToken.None));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ConnectionException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reason = limit.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds:0.###} s: {Silence(isConnected, tls)}")
                : ConnectionFault.Describe(exception) ?? exception.Message;
            return report.With(Finding.Problem($"cannot be reached: {reason}."));
        }
    }

    private static string Silence(bool isConnected, SslClientAuthenticationOptions? tls) => (isConnected, tls) switch
    {
        (true, null) => "it takes the connection and says nothing: it hangs, or speaks TLS on this port",
        (true, _) => "it takes the connection and says nothing: it hangs",
        _ => "nobody is there, or a firewall swallows everything",
    };

    private static string Ask(Connection connection)
    {
        connection.Send("srvr"u8);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        int count;
        while (answer.Length < LongestAnswer && (count = connection.Receive(buffer)) > 0)
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    private static ServerReport Read(ServerReport report, string answer)
    {
        if (answer.Contains("whitelist", StringComparison.Ordinal))
        {
            return report.With(Finding.Note("does not tell its version and role: 'srvr' is not in its 4lw.commands.whitelist."));
        }

        if (answer.Contains("not currently serving", StringComparison.Ordinal))
        {
            return report.With(Finding.Problem("does not serve: it has no quorum, or is starting."));
        }

        var version = VersionLine().Match(answer) is { Success: true } match && Version.TryParse(match.Groups[1].ValueSpan, out var parsed) ? parsed : null;
        var role = ModeLine().Match(answer) is { Success: true } mode ? mode.Groups[1].Value : null;
        var told = report with { Version = version, Role = role };
        return told.With([
            .. version is null ? [Finding.Warning("does not answer 'srvr' as ZooKeeper does: is this its port?")] : KnownDefects.Of(version),
            .. role == "read-only" ? [Finding.Problem("is read-only: it has lost its quorum.")] : Array.Empty<Finding>(),
        ]);
    }

    [GeneratedRegex(@"^Zookeeper version: *(\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^Mode: *([\w-]+)", RegexOptions.Multiline)]
    private static partial Regex ModeLine();
}
