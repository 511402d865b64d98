using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Shared;

/// <summary>Fails at whatever it is told.</summary>
/// <param name="throwsWhenAsked">Whether also when it is asked what it wants to be told.</param>
internal sealed class ThrowingLogger(bool throwsWhenAsked = false) : ILoggerFactory, ILogger
{
    private int _calls;

    /// <summary>How often it has failed.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => !throwsWhenAsked || Throw();

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

    public void Dispose()
    {
    }

    private bool Throw()
    {
        Interlocked.Increment(ref _calls);
        throw new InvalidOperationException("The disk is full.");
    }
}
