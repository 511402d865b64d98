using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>A logger whose faults cost nothing but the entry: who throws on a session's thread would end the process.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    [SuppressMessage("Design", "CA1031", Justification = "It is the user's own, and may throw anything.")]
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

    [SuppressMessage("Design", "CA1031", Justification = "It is the user's own, and may throw anything.")]
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // Nobody is left to tell.
        }
    }
}
