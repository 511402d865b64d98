using System.Globalization;
using System.Text;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Requests;

/// <summary>The words that a new connection may begin with instead of a handshake.</summary>
internal static class FourLetterWord
{
    // kazoo reads the version from "envi" and expects digits first.
    private const string Version = "3.8.0-ZkLockAttr.Testing, in memory";

    /// <returns>The answer, or null if the bytes are no word we know.</returns>
    public static string? Answer(ReadOnlySpan<byte> word, ServerState state) => Encoding.ASCII.GetString(word) switch
    {
        "ruok" => "imok",
        "isro" => "rw",
        "envi" => $"Environment:\nzookeeper.version={Version}\n",
        "srvr" => string.Create(CultureInfo.InvariantCulture, $"""
            Zookeeper version: {Version}
            Latency min/avg/max: 0/0.0/0
            Received: {state.Counters.Total}
            Sent: {state.Counters.Total}
            Connections: {state.Connections.Count}
            Outstanding: 0
            Zxid: 0x{state.LastZxid:x}
            Mode: {(state.Settings.Endpoints == 1 ? "standalone" : "follower")}
            Node count: {state.Tree.Count}

            """),
        _ => null,
    };
}
