using System.Net.Security;
using Microsoft.Extensions.Logging;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Hosting;

/// <summary>
/// Options of the locks that the host gives out. They are read from the configuration section <c>DistributedLocks</c> (or <c>DistributedLocks:key</c>, for locks
/// with a service key), then changed by the callbacks of the code, and checked when the host starts.
/// </summary>
/// <remarks>What is not described here is described at the member of <see cref="DistributedLocksOptions"/> of the same name.</remarks>
public sealed class HostedLocksOptions
{
    private static readonly DistributedLocksOptions Defaults = new();

    /// <summary>
    /// Where the ensemble is: <c>host:port,host:port/chroot</c>. From the configuration's connection string of the name <c>ZooKeeper</c>, or of the service key.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.Root"/>
    public string Root { get; set; } = Defaults.Root;

    /// <inheritdoc cref="DistributedLocksOptions.SessionTimeout"/>
    public TimeSpan SessionTimeout { get; set; } = Defaults.SessionTimeout;

    /// <inheritdoc cref="DistributedLocksOptions.ConnectTimeout"/>
    public TimeSpan ConnectTimeout { get; set; } = Defaults.ConnectTimeout;

    /// <summary>How long the start of the host waits for a session. Default 5 s; 0 does not wait.</summary>
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the host fails to start when there is no session within <see cref="OpenTimeout"/>. By default it starts with a warning, and callers get
    /// <see cref="LockUnavailableException"/> for as long as there is none.
    /// </summary>
    public bool RequireAtStart { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.ServerTickTime"/>
    public TimeSpan? ServerTickTime { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.PersistentParents"/>
    public bool PersistentParents { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.Interop"/>
    public LockInterop Interop { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.HandOverLimit"/>
    /// <remarks>It may change in the configuration while the process runs.</remarks>
    public int HandOverLimit { get; set; } = Defaults.HandOverLimit;

    /// <inheritdoc cref="DistributedLocksOptions.HandOverTime"/>
    /// <remarks>It may change in the configuration while the process runs.</remarks>
    public TimeSpan HandOverTime { get; set; } = Defaults.HandOverTime;

    /// <inheritdoc cref="DistributedLocksOptions.LongHold"/>
    public TimeSpan LongHold { get; set; } = Defaults.LongHold;

    /// <inheritdoc cref="DistributedLocksOptions.Tls"/>
    public SslClientAuthenticationOptions? Tls { get; set; }

    /// <inheritdoc cref="DistributedLocksOptions.Auth"/>
    public IList<ZooKeeperAuth> Auth { get; } = [];

    /// <inheritdoc cref="DistributedLocksOptions.Acl"/>
    public ZooKeeperAcl Acl { get; set; } = Defaults.Acl;

    /// <inheritdoc cref="DistributedLocksOptions.MaxInboundFrame"/>
    public int MaxInboundFrame { get; set; } = Defaults.MaxInboundFrame;

    /// <summary>What this process is called in the nodes of its locks, for people. Default: the host's application name; at most 1000 characters.</summary>
    public string ApplicationName { get; set; } = Defaults.ApplicationName;

    /// <summary>What in the configuration could not be read, each with its key.</summary>
    internal List<string> Faults { get; } = [];

    internal DistributedLocksOptions ToLocksOptions(ILoggerFactory loggerFactory) => new()
    {
        Root = Root,
        SessionTimeout = SessionTimeout,
        ConnectTimeout = ConnectTimeout,
        ServerTickTime = ServerTickTime,
        PersistentParents = PersistentParents,
        Interop = Interop,
        HandOverLimit = HandOverLimit,
        HandOverTime = HandOverTime,
        LongHold = LongHold,
        Tls = Tls,
        Auth = [.. Auth],
        Acl = Acl,
        MaxInboundFrame = MaxInboundFrame,
        ApplicationName = ApplicationName,
        LoggerFactory = loggerFactory,
    };
}
