using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr;

/// <summary>Options of <see cref="DistributedLocks"/>.</summary>
public sealed record DistributedLocksOptions
{
    // It is in the data of every queue node, which a request must have room for.
    private const int LongestApplicationName = 1000;

    // What the protocol can say: milliseconds in 32 bits.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The node below which all locks are, <c>/</c> for none. Default <c>/locks</c>.</summary>
    public string Root { get; init; } = "/locks";

    /// <summary>
    /// The wanted session time-out: how long the locks of a process that died stay taken. The server clamps it, by default to 2 to 20 of its ticks
    /// (4 to 40 s). Default 20 s, at least 1 s.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a caller waits for a session before <see cref="LockUnavailableException"/>. Default 15 s, at most 24 days.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The servers' <c>tickTime</c>, if it is more than half of the session time-out (servers allow that only when their <c>minSessionTimeout</c> was
    /// changed). It decides when a lock is surely held. At most <see cref="SessionTimeout"/>.
    /// </summary>
    public TimeSpan? ServerTickTime { get; init; }

    /// <summary>
    /// Whether the nodes above the locks stay for ever, rather than go when they are empty (containers). For those who share paths with kazoo:
    /// its lock objects fail once a path that they have seen is gone. Default false.
    /// </summary>
    public bool PersistentParents { get; init; }

    /// <summary>Which other clients' locks on the same path exclude ours, and are excluded by them. Default <see cref="LockInterop.Kazoo"/>.</summary>
    public LockInterop Interop { get; init; }

    /// <summary>
    /// How many times in a row a lock may go from one caller of this process to the next (see <see cref="LockOptions.HandOver"/>) while somebody else may be
    /// waiting for it. Default 32; 0: only while it is known that nobody else waits.
    /// </summary>
    public int HandOverLimit { get; init; } = 32;

    /// <summary>How long a lock may go from one caller of this process to the next while somebody else may be waiting for it. Default 10 ms.</summary>
    public TimeSpan HandOverTime { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// A lock that a caller holds for longer than this is logged, once, as a warning: he may have forgotten it, or hang. Default 5 minutes;
    /// <see cref="TimeSpan.MaxValue"/> for never.
    /// </summary>
    public TimeSpan LongHold { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How to speak TLS; null, the default, for none. The servers' certificates are validated, and against the name of each server, unless the options say
    /// otherwise. Connect to the servers' secure port (<c>secureClientPort</c>).
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Who this process is, shown to the servers on each connection. Default: nobody.</summary>
    public IReadOnlyList<ZooKeeperAuth> Auth { get; init; } = [];

    /// <summary>
    /// Who may do what with the nodes that the locks make: the nodes of those who wait and hold, and those above, up to the root, where they are missing.
    /// Default: everybody everything. <see cref="ZooKeeperAcl.CreatorAll"/> keeps everybody out who does not show the same <see cref="Auth"/> or certificate.
    /// Whoever takes locks needs <see cref="ZooKeeperPermissions.Read"/>, <see cref="ZooKeeperPermissions.Create"/> and <see cref="ZooKeeperPermissions.Delete"/>.
    /// </summary>
    public ZooKeeperAcl Acl { get; init; } = ZooKeeperAcl.Open;

    /// <summary>The longest answer that is accepted from a server, in bytes. Default 16 MiB.</summary>
    public int MaxInboundFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>What this process is called in the nodes of its locks, for people. Default: the process's name; at most 1000 characters.</summary>
    public string ApplicationName { get; init; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "unknown";

    /// <summary>Where session and lock events are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Root);
        ArgumentNullException.ThrowIfNull(ApplicationName);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        if (Root != "/")
        {
            if (Root is not ['/', _, ..])
            {
                throw new ArgumentException($"The root '{Root}' is no ZooKeeper path: write '/' or '/a/b'.", nameof(Root));
            }

            try
            {
                LockName.FromString(Root[1..]);
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"The root '{Root}' is no ZooKeeper path: {exception.Message}", nameof(Root), exception);
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(SessionTimeout, TimeSpan.FromSeconds(1), nameof(SessionTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SessionTimeout, LongestTimeout, nameof(SessionTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero, nameof(ConnectTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConnectTimeout, LongestTimeout, nameof(ConnectTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ApplicationName.Length, LongestApplicationName, nameof(ApplicationName));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxInboundFrame, 0, nameof(MaxInboundFrame));
        ArgumentNullException.ThrowIfNull(Auth);
        ArgumentNullException.ThrowIfNull(Acl);
        if (Acl.NamesCreator && Auth.Count == 0 && Tls is null)
        {
            throw new ArgumentException($"The access control list '{Acl}' names the creator ('auth'), who is nobody: set Auth, or Tls with a client certificate.", nameof(Acl));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(HandOverLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(HandOverTime, TimeSpan.Zero, nameof(HandOverTime));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LongHold, TimeSpan.Zero, nameof(LongHold));
        if (Interop is not (LockInterop.Kazoo or LockInterop.Universal))
        {
            throw new ArgumentOutOfRangeException(nameof(Interop), Interop, "Write LockInterop.Kazoo or LockInterop.Universal.");
        }

        if (ServerTickTime is { } tick)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tick, TimeSpan.Zero, nameof(ServerTickTime));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(tick, SessionTimeout, nameof(ServerTickTime));
        }
    }
}
