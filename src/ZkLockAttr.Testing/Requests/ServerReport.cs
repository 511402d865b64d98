using System.Globalization;
using System.Text;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Testing.Requests;

/// <summary>What one server of the ensemble says about itself, as people and monitors read it.</summary>
internal sealed class ServerReport(ServerState state, int endpoint)
{
    // kazoo reads the version from "envi" and expects digits first.
    private const string Version = "3.8.0-ZkLockAttr.Testing, in memory";

    private string Mode => state.Faults.Has(FaultKind.ReadOnly, endpoint) ? "read-only"
        : state.Settings.Endpoints == 1 ? "standalone"
        : endpoint == 0 ? "leader"
        : "follower";

    private IEnumerable<ServerConnection> Here => state.Connections.Where(connection => connection.Endpoint == endpoint);

    public static string Environment() => $"Environment:\nzookeeper.version={Version}\n";

    public string Configuration() => Text($"""
        tickTime={state.Settings.TickTime}
        maxClientCnxns={state.Settings.MaxClientConnections}
        minSessionTimeout={state.Settings.MinSessionTimeout}
        maxSessionTimeout={state.Settings.MaxSessionTimeout}
        serverId={(state.Settings.Endpoints == 1 ? 0 : endpoint + 1)}

        """);

    public string Server() => $"Zookeeper version: {Version}\n{Figures()}";

    public string Status() => $"Zookeeper version: {Version}\nClients:\n{Clients()}\n{Figures()}";

    public string Connections() => $"{Clients()}\n";

    /// <summary>The sessions, each where it belongs and with its ephemeral nodes.</summary>
    public string Sessions()
    {
        var text = new StringBuilder("SessionTracker dump:\n");
        var sessions = state.Sessions.Living.OrderBy(session => session.Expiry).ThenBy(session => session.Id).ToList();
        var expiries = sessions.GroupBy(session => session.Expiry).ToList();
        text.Append(CultureInfo.InvariantCulture, $"Session Sets ({expiries.Count})/({sessions.Count}):\n");
        foreach (var expiry in expiries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{expiry.Count()} expire at {expiry.Key}:\n");
            text.AppendJoin("", expiry.Select(session => $"\t0x{session.Id:x}\n"));
        }

        var owners = sessions.Select(session => (session.Id, Paths: state.Tree.EphemeralsOf(session.Id))).Where(owner => owner.Paths.Count > 0).ToList();
        text.Append(CultureInfo.InvariantCulture, $"ephemeral nodes dump:\nSessions with Ephemerals ({owners.Count}):\n");
        foreach (var (id, paths) in owners)
        {
            text.Append(CultureInfo.InvariantCulture, $"0x{id:x}:\n").AppendJoin("", paths.Select(path => $"\t{path}\n"));
        }

        return text.ToString();
    }

    /// <summary>Of watches on nodes, as the real server counts them: those on children only are left out.</summary>
    public string WatchSummary()
    {
        var watches = Watches();
        return Text($"""
            {watches.Select(watch => watch.Connection).Distinct().Count()} connections watching {watches.Select(watch => watch.Path).Distinct().Count()} paths
            Total watches:{watches.Count}

            """);
    }

    public string WatchesByConnection() => Groups(Watches().GroupBy(watch => Name(watch.Connection), watch => watch.Path));

    public string WatchesByPath() => Groups(Watches().GroupBy(watch => watch.Path, watch => Name(watch.Connection)));

    /// <summary>Name and value, separated by a tabulator: those of the real server's that mean something here.</summary>
    public string Monitor() => string.Concat(new (string Name, object Value)[]
    {
        ("version", Version),
        ("server_state", Mode),
        ("ephemerals_count", state.Sessions.Living.Sum(session => state.Tree.EphemeralsOf(session.Id).Count)),
        ("num_alive_connections", Here.Count()),
        ("outstanding_requests", 0),
        ("znode_count", state.Tree.Count),
        ("global_sessions", state.Sessions.Living.Count),
        ("local_sessions", 0),
        ("watch_count", Here.Sum(connection => connection.Watches.Count)),
        ("packets_received", state.Counters.Total),
        ("packets_sent", state.Counters.Total),
    }.Select(figure => Text($"zk_{figure.Name}\t{figure.Value}\n")));

    private string Figures() => Text($"""
        Latency min/avg/max: 0/0.0/0
        Received: {state.Counters.Total}
        Sent: {state.Counters.Total}
        Connections: {Here.Count()}
        Outstanding: 0
        Zxid: 0x{state.Replicas[endpoint].LastZxid:x}
        Mode: {Mode}
        Node count: {state.Tree.Count}

        """);

    private string Clients() => string.Concat(Here.Select(connection =>
        Text($" /{connection.ClientAddress}:0[{(connection.Session is null ? 0 : 1)}](queued=0,recved=0,sent=0{(connection.Session is null ? "" : $",sid={Name(connection)}")})\n")));

    private List<(ServerConnection Connection, string Path)> Watches() =>
    [
        .. from watched in state.Watches.Data.Watchers
           from connection in watched.Value
           where connection.Endpoint == endpoint
           select (connection, watched.Key),
    ];

    private static string Groups(IEnumerable<IGrouping<string, string>> groups) =>
        string.Concat(groups.Select(group => $"{group.Key}\n{string.Concat(group.Select(member => $"\t{member}\n"))}")) + "\n";

    private static string Name(ServerConnection connection) => Text($"0x{connection.Session?.Id ?? 0:x}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
