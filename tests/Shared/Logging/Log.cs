using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Shared;

/// <summary>Keeps what is logged until it is asked for.</summary>
internal sealed class Log : ILoggerFactory, ILogger
{
    private readonly Channel<(int Id, string Message)> _entries = Channel.CreateUnbounded<(int, string)>();

    /// <summary>The next message of this kind; those before it are dropped.</summary>
    public async Task<string> NextAsync(int id)
    {
        while (true)
        {
            var entry = await _entries.Reader.ReadAsync();
            if (entry.Id == id)
            {
                return entry.Message;
            }
        }
    }

    /// <summary>All that was not asked for.</summary>
    public IReadOnlyList<string> Rest()
    {
        var messages = new List<string>();
        while (_entries.Reader.TryRead(out var entry))
        {
            messages.Add(entry.Message);
        }

        return messages;
    }

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Writer.TryWrite((eventId.Id, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
