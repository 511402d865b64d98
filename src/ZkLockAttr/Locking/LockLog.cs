using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Locking;

internal static partial class LockLog
{
    [LoggerMessage(101, LogLevel.Warning, "The lock '{Path}' was lost: {Reason}.")]
    public static partial void Lost(ILogger logger, string path, string reason);

    [LoggerMessage(102, LogLevel.Error, "ZooKeeper refuses to remove the node '{Node}' of a lock that is not wanted any more: {Reason} It is tried again.")]
    public static partial void RemovalRefused(ILogger logger, string node, string reason);

    [LoggerMessage(103, LogLevel.Information, "Removed the node '{Name}' below '{Parent}', left over from a session that was never confirmed.")]
    public static partial void StrayRemoved(ILogger logger, string parent, string name);

    [LoggerMessage(104, LogLevel.Warning, "The lock '{Name}' has been held for {Held} by one caller of this process ({Process}); {Waiting} other callers of it wait. It is node {Node}.")]
    public static partial void HeldLong(ILogger logger, string name, TimeSpan held, string process, int waiting, string node);
}
