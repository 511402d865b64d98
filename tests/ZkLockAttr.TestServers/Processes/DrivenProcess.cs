using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ZkLockAttr.TestServers.Processes;

/// <summary>
/// A process that takes a request a line on its standard input and writes an answer or an event a line on its standard output, all JSON. Requests are
/// answered in any order. It ends with its standard input, so it does not outlive this process.
/// </summary>
internal sealed class DrivenProcess : IAsyncDisposable
{
    // Far longer than anything takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Func<string, Exception> _failure;
    private readonly Process _process;
    private readonly ProcessLog _errors = new();
    private readonly Task _ended;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _answers = new();

    // Guarded by itself.
    private readonly List<ExpectedEvent> _expectedEvents = [];

    private int _lastRequest;

    /// <summary>Starts it.</summary>
    /// <param name="failure">Makes the exception for a request that was answered with an error.</param>
    /// <param name="program">The file to run.</param>
    /// <param name="arguments">Its arguments.</param>
    public DrivenProcess(Func<string, Exception> failure, string program, params IEnumerable<string> arguments)
    {
        _failure = failure;
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Id = _process.Id;
        _ended = Task.WhenAll(ReadAsync(), _errors.CopyAsync(_process.StandardError));
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Sends a request; complete with its result when it is answered.</summary>
    public async Task<JsonElement> AskAsync(string what, params (string Name, object? Value)[] arguments)
    {
        var id = Interlocked.Increment(ref _lastRequest);
        var request = new Dictionary<string, object?> { ["id"] = id, ["do"] = what };
        foreach (var (name, value) in arguments)
        {
            request[name] = value;
        }

        var answer = _answers[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>Complete with the next event of this name whose properties have these values.</summary>
    public Task<JsonElement> WaitForEventAsync(string name, params (string Key, string Value)[] properties)
    {
        var expected = new ExpectedEvent(name, properties);
        lock (_expectedEvents)
        {
            _expectedEvents.Add(expected);
        }

        return expected.Happened.Task.WaitAsync(Patience);
    }

    /// <summary>Kills it; complete when it has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _ended;
    }

    /// <summary>Ends it, also where it is paused.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _ended;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonDocument.Parse(line).RootElement;
            if (message.TryGetProperty("event", out var name))
            {
                OnEvent(name.GetString()!, message);
            }
            else
            {
                OnAnswer(message);
            }
        }

        foreach (var answer in _answers.Values)
        {
            answer.TrySetException(_failure($"The process has ended. Its errors:\n{_errors}"));
        }
    }

    private void OnAnswer(JsonElement message)
    {
        if (!_answers.TryRemove(message.GetProperty("id").GetInt32(), out var answer))
        {
            return;
        }

        if (message.TryGetProperty("error", out var error))
        {
            answer.SetException(_failure(error.GetString()!));
        }
        else
        {
            answer.SetResult(message.GetProperty("result"));
        }
    }

    private void OnEvent(string name, JsonElement message)
    {
        lock (_expectedEvents)
        {
            foreach (var expected in _expectedEvents.FindAll(each => each.Matches(name, message)))
            {
                _expectedEvents.Remove(expected);
                expected.Happened.SetResult(message);
            }
        }
    }

    private sealed record ExpectedEvent(string Name, (string Key, string Value)[] Properties)
    {
        public TaskCompletionSource<JsonElement> Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Matches(string name, JsonElement message) =>
            Name == name && Properties.All(property => message.GetProperty(property.Key).GetString() == property.Value);
    }
}
