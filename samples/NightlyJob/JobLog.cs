using Microsoft.Extensions.Logging;

namespace NightlyJob;

internal static partial class JobLog
{
    [LoggerMessage(1, LogLevel.Information, "{Node} made the report of night {Night}, token {Token}")]
    public static partial void Made(ILogger logger, string node, long night, long token);

    [LoggerMessage(2, LogLevel.Information, "{Node} skipped night {Night}: another node makes the report, or has")]
    public static partial void Skipped(ILogger logger, string node, long night);

    [LoggerMessage(3, LogLevel.Error, "{Node} could not make the report of night {Night}: {Reason}")]
    public static partial void Failed(ILogger logger, string node, long night, string reason);
}
