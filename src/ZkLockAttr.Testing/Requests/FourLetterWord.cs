using System.Text;
using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Testing.Requests;

/// <summary>The words that a new connection may begin with instead of a handshake.</summary>
internal static class FourLetterWord
{
    /// <returns>The answer, or null if the bytes are no word of the protocol.</returns>
    public static string? Answer(ReadOnlySpan<byte> word, ServerConnection connection, ServerState state)
    {
        var text = Encoding.ASCII.GetString(word);
        var report = new ServerReport(state, connection.Endpoint);
        return text switch
        {
            "ruok" => "imok",
            "envi" => ServerReport.Environment(),
            "conf" => report.Configuration(),
            "isro" or "srvr" or "stat" or "cons" or "crst" or "srst" or "dump" or "wchs" or "wchc" or "wchp" or "mntr"
                when state.Faults.Has(FaultKind.NotServing, connection.Endpoint) => "This ZooKeeper instance is not currently serving requests\n",
            "isro" => state.Faults.Has(FaultKind.ReadOnly, connection.Endpoint) ? "ro" : "rw",
            "srvr" => report.Server(),
            "stat" => report.Status(),
            "cons" => report.Connections(),
            "crst" => "Connection stats reset.\n",
            "srst" => "Server stats reset.\n",
            "dump" => report.Sessions(),
            "wchs" => report.WatchSummary(),
            "wchc" => report.WatchesByConnection(),
            "wchp" => report.WatchesByPath(),
            "mntr" => report.Monitor(),

            // Of a disk, and of a trace of the server's own: it has neither.
            "dirs" or "gtmk" or "stmk" or "hash" => $"{text} is not executed because it is not in the whitelist.\n",
            _ => null,
        };
    }
}
