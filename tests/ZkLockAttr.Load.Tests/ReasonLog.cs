using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Load.Tests;

/// <summary>Waits for a connection to be lost, and tells what was logged of it.</summary>
internal sealed class ReasonLog : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource<string> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Reason => _reason.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception) is var text && text.Contains("frame", StringComparison.Ordinal))
        {
            _reason.TrySetResult(text);
        }
    }
}
