using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ZkLockAttr.ZooKeeper;

/// <summary>Options of a <see cref="ZooKeeperClient"/>.</summary>
public sealed record ZooKeeperClientOptions
{
    /// <summary>The wanted session time-out; the server clamps it, by default to 2 to 20 of its ticks (4 to 40 s). Default 20 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest answer that is accepted, in bytes. Default 16 MiB.</summary>
    public int MaxInboundFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where session events are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
