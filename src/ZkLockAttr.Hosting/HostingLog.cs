using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(201, LogLevel.Warning, "{Section}: no session with ZooKeeper within {OpenTimeout}; {Failures}. The host starts without; locks can be had as soon as there is one.")]
    public static partial void NotOpen(ILogger logger, string section, TimeSpan openTimeout, string failures);

    [LoggerMessage(202, LogLevel.Warning, "{Section}: at the end of the time to stop these locks are not free yet, and are given up: {Held}. HostOptions.ShutdownTimeout gives holders more time.")]
    public static partial void StillHeld(ILogger logger, string section, string held);

    [LoggerMessage(203, LogLevel.Warning, "{Section}: the ZooKeeper session could not be closed in time, or a lock has to be kept from others for longer (HoldAtLeast). It ends by its time-out.")]
    public static partial void NotClosed(ILogger logger, string section);

    [LoggerMessage(204, LogLevel.Information, "{Key} is now '{Value}'.")]
    public static partial void Changed(ILogger logger, string key, object value);

    [LoggerMessage(205, LogLevel.Warning, "{Key} has changed, which counts only when the process is started again.")]
    public static partial void ChangeIgnored(ILogger logger, string key);

    [LoggerMessage(206, LogLevel.Error, "The configuration has changed and is wrong now; everything stays as it was. {Faults}")]
    public static partial void ChangeRefused(ILogger logger, string faults);
}
