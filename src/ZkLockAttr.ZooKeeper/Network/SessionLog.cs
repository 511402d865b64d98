using Microsoft.Extensions.Logging;

namespace ZkLockAttr.ZooKeeper.Network;

internal static partial class SessionLog
{
    [LoggerMessage(1, LogLevel.Information, "ZooKeeper session 0x{SessionId:x} stands on {Server}, time-out {Timeout}.")]
    public static partial void Attached(ILogger logger, long sessionId, string server, TimeSpan timeout);

    [LoggerMessage(2, LogLevel.Warning, "The connection to the ZooKeeper server {Server} ended: {Reason}.")]
    public static partial void Disconnected(ILogger logger, string server, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The ZooKeeper session has expired: its locks are gone.")]
    public static partial void Expired(ILogger logger);

    [LoggerMessage(4, LogLevel.Critical, "A fault inside the ZooKeeper session; its connection is dropped and made anew. Please report this.")]
    public static partial void Fault(ILogger logger, Exception exception);
}
