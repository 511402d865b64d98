using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Testing.Hosting;

internal static partial class InProcessServerLog
{
    [LoggerMessage(301, LogLevel.Warning, "Locks come from a ZooKeeper server inside this process, {Address}, in memory: no other machine sees them, and they are gone when it ends. For development only.")]
    public static partial void InUse(ILogger logger, string address);
}
