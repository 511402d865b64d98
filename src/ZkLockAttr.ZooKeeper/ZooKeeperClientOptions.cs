using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ZkLockAttr.ZooKeeper;

/// <summary>Options of a <see cref="ZooKeeperClient"/>.</summary>
public sealed record ZooKeeperClientOptions
{
    /// <summary>The wanted session time-out; the server clamps it, by default to 2 to 20 of its ticks (4 to 40 s). Default 20 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How to speak TLS; null for none. The servers' certificates are validated, and against the name of each server, unless the options say otherwise.
    /// Their secure port (<c>secureClientPort</c>) speaks it.
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Who the client is, shown on each connection. Default: nobody.</summary>
    public IReadOnlyList<ZooKeeperAuth> Auth { get; init; } = [];

    /// <summary>Who may do what with the nodes that the client creates. Default: everybody everything.</summary>
    public ZooKeeperAcl Acl { get; init; } = ZooKeeperAcl.Open;

    /// <summary>The longest answer that is accepted, in bytes. Default 16 MiB.</summary>
    public int MaxInboundFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where session events are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
