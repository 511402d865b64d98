using Microsoft.Extensions.Logging;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// Somebody else's logger, which is told in the middle of what is done for a session. What it throws must not end that: whoever lost a lock would not be told.
/// </summary>
internal sealed class ForgivingLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }
}
