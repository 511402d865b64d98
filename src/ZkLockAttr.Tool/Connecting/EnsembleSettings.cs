using System.Net.Security;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Which ensemble is meant, and as whom it is asked.</summary>
internal sealed record EnsembleSettings
{
    public required ConnectionString Servers { get; init; }

    /// <summary>The node below which the locks are.</summary>
    public required string Root { get; init; }

    public required IReadOnlyList<ZooKeeperAuth> Auth { get; init; }

    public required SslClientAuthenticationOptions? Tls { get; init; }

    public required TimeSpan SessionTimeout { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required LockInterop Interop { get; init; }

    public ZooKeeperClientOptions ClientOptions => new() { SessionTimeout = SessionTimeout, Auth = Auth, Tls = Tls };
}
