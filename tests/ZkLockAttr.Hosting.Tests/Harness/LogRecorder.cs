using Microsoft.Extensions.Logging;

namespace ZkLockAttr.Hosting.Tests.Harness;

/// <summary>What a host has logged.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly List<(int Id, LogLevel Level, string Message)> _lines = [];
    private readonly Dictionary<int, TaskCompletionSource> _awaited = [];

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

    /// <summary>Completed when a line of that id is or was written.</summary>
    public Task WaitForAsync(int id)
    {
        lock (_lines)
        {
            return _lines.Exists(line => line.Id == id) ? Task.CompletedTask : Awaited(id).Task;
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
            _lines.Add((eventId.Id, logLevel, formatter(state, exception)));
            if (_awaited.Remove(eventId.Id, out var awaited))
            {
                awaited.SetResult();
            }
        }
    }

    public void Dispose()
    {
    }

    private TaskCompletionSource Awaited(int id)
    {
        if (!_awaited.TryGetValue(id, out var awaited))
        {
            _awaited[id] = awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return awaited;
    }
}
