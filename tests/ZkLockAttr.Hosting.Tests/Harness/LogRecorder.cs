using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Hosting.Tests.Harness;

/// <summary>What a host has logged.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly List<(int Id, LogLevel Level, string Message)> _lines = [];
    private readonly List<(int Id, string Text, TaskCompletionSource Seen)> _awaited = [];

    public IEnumerable<string> Messages(int id)
    {
        lock (_lines)
        {
            return [.. _lines.Where(line => line.Id == id).Select(line => line.Message)];
        }
    }

    public LogLevel LevelOf(int id)
    {
        lock (_lines)
        {
            return _lines.First(line => line.Id == id).Level;
        }
    }

    /// <summary>Completed when a line of that id, with that text in it, is or was written.</summary>
    public Task WaitForAsync(int id, string text = "")
    {
        lock (_lines)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((id, text, seen));
            _lines.ForEach(line => Tell(line.Id, line.Message));
            return seen.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            var message = formatter(state, exception);
            _lines.Add((eventId.Id, logLevel, message));
            Tell(eventId.Id, message);
        }
    }

    public void Dispose()
    {
    }

    private void Tell(int id, string message)
    {
        foreach (var awaited in _awaited.Where(awaited => awaited.Id == id && message.Contains(awaited.Text, StringComparison.Ordinal)))
        {
            awaited.Seen.TrySetResult();
        }
    }
}
