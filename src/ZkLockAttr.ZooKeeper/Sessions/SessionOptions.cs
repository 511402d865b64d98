using System.Net.Security;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Sessions;

/// <summary>What a session is asked for.</summary>
internal sealed record SessionOptions
{
    /// <summary>The wanted session time-out; the server clamps it, by default to 2 to 20 of its ticks.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The server's tick, where it is more than half the session time-out.</summary>
    public TimeSpan? ServerTick { get; init; }

    /// <summary>The longest frame that is accepted from a server, in bytes.</summary>
    public int MaxInboundFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long somebody waits for a session: all servers together are tried in this time, if it is not too short for that.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.MaxValue;

    /// <summary>How to speak TLS; null for none.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Who we are, told on each connection.</summary>
    public IReadOnlyList<AuthRequest> Auth { get; init; } = [];

    /// <summary>How many servers there are: each gets its share of the time to answer a handshake.</summary>
    public int Servers { get; init; } = 1;
}
