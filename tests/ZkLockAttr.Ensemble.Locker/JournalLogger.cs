using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>Puts what the sessions and locks log among the lines of the journal, for people.</summary>
internal sealed class JournalLogger : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Console.Out.WriteLine($"{Journal.Now.Ticks} ({formatter(state, exception)} {exception})");

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
