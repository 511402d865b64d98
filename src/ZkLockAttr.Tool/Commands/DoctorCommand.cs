using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Diagnosing;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Rendering;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Network;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock doctor</c>: asks each address of each server by itself.</summary>
internal sealed class DoctorCommand(ToolConsole console, GlobalOptions options)
{
    // An answer that takes longer than this is none for a lock.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(5);

    public Command ToCommand()
    {
        var command = new Command("doctor", "Checks each server: whether it can be reached, its version and role, how fast it answers, its clock, and whether it has a quorum.");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = options.Read(parsed);
        var patience = settings.ConnectTimeout < MostPatience ? settings.ConnectTimeout : MostPatience;
        settings = settings with { ConnectTimeout = patience };
        var reports = (await Task.WhenAll(settings.Servers.Servers.Select(server => AskAsync(server.Host, server.Port, settings, cancellationToken))))
            .SelectMany(each => each).ToList();
        var findings = EnsembleFindings.Of(settings, reports).ToList();
        var isHealthy = reports.TrueForAll(report => report.IsHealthy) && !findings.Exists(finding => finding.Level == FindingLevel.Problem);
        if (options.IsJson(parsed))
        {
            var answer = new DoctorJson(isHealthy, [.. reports.Select(ServerJson.Of)], [.. findings.Select(FindingJson.Of)]);
            console.WriteLine(ToolJson.Document(answer, json => json.DoctorJson));
        }
        else
        {
            console.Write(Diagnosis.Of(reports, findings, isHealthy));
        }

        return isHealthy ? ExitCode.Success : ExitCode.Failed;
    }

    private async Task<IReadOnlyList<ServerReport>> AskAsync(string host, int port, EnsembleSettings settings, CancellationToken cancellationToken)
    {
        var server = ConnectionString.NameOf(host, port);
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
            return await Task.WhenAll(addresses.Distinct().Select(address => AskAsync(new ServerReport(server, address.ToString()), host, address, port, settings, cancellationToken)));
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return [new ServerReport(server, null).With(Finding.Problem($"has no address: {ConnectionFault.Describe(exception) ?? exception.Message}."))];
        }
    }

    private async Task<ServerReport> AskAsync(
        ServerReport report, string host, IPAddress address, int port, EnsembleSettings settings, CancellationToken cancellationToken)
    {
        // The certificate holds for the name.
        var tls = settings.Tls is null ? null : TlsOptions.For(host, settings.Tls);
        report = await ServerWord.AskAsync(report, address, port, tls, settings.ConnectTimeout, cancellationToken);
        return report.IsReachable && report.IsHealthy
            ? await ServerSession.AskAsync(
                report,
                settings with { Servers = ConnectionString.Parse(ConnectionString.NameOf(address.ToString(), port) + settings.Servers.Chroot), Tls = tls },
                console.Time,
                cancellationToken)
            : report;
    }
}
