using System.Net;
using ZkLockAttr.TestServers.Tls;

namespace ZkLockAttr.TestServers;

/// <summary>How a <see cref="RealZooKeeper"/> is set up.</summary>
public sealed record RealZooKeeperOptions
{
    /// <summary>The server's tick. Session time-outs are clamped to 2 to 20 of them. Default 500 ms: sessions of 1 to 10 s.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the server deletes empty containers. Default: the server's own, a minute.</summary>
    public TimeSpan? ContainerCheckInterval { get; init; }

    /// <summary>Where it listens. Default: 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>How it speaks TLS, on a port beside its plain one. Default: not at all.</summary>
    public RealZooKeeperTls? Tls { get; init; }

    /// <summary>Whether it runs as the only server of an ensemble, which may do what a standalone server cannot, such as local sessions.</summary>
    public bool IsEnsemble { get; init; }

    /// <summary>The tree that it starts with, as <see cref="TreeSnapshot"/> writes it. Default: an empty one.</summary>
    public byte[]? Snapshot { get; init; }

    /// <summary>Whether its JVM optimizes, which takes memory and thousands of requests. Default: it does not, and stands sooner.</summary>
    public bool IsForSpeed { get; init; }

    /// <summary>More lines for the server's configuration.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
