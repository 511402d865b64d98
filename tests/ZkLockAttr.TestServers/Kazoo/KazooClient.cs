using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// kazoo itself, the Python client, in a process of its own that does not outlive this one. Requests are answered when kazoo has answered, so that a test
/// can have one wait while it does something else.
/// </summary>
public sealed class KazooClient : IAsyncDisposable
{
    // Not the first python3 of the PATH: Debian's package installs for Debian's interpreter.
    private const string Python = "/usr/bin/python3";

    // Far longer than anything takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Script = ReadScript();

    private readonly Process _process;
    private readonly ProcessLog _errors = new();
    private readonly Task _ended;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _answers = new();

    // Guarded by itself.
    private readonly List<ExpectedEvent> _expectedEvents = [];

    private int _lastRequest;
    private int _lastLock;

    private KazooClient()
    {
        var start = new ProcessStartInfo(Python, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _ended = Task.WhenAll(ReadAsync(), _errors.CopyAsync(_process.StandardError));
    }

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability { get; } = new(FindMissing());

    /// <summary>The session that it had when it started.</summary>
    public long SessionId { get; private set; }

    /// <summary>Starts kazoo and waits for its session.</summary>
    /// <param name="connectionString"><c>host:port,host:port/chroot</c>.</param>
    /// <param name="sessionTimeout">The wanted session time-out; default 10 s.</param>
    public static async Task<KazooClient> StartAsync(string connectionString, TimeSpan? sessionTimeout = null)
    {
        Availability.Demand();
        var client = new KazooClient();
        try
        {
            var timeout = (sessionTimeout ?? TimeSpan.FromSeconds(10)).TotalSeconds;
            client.SessionId = (await client.AskAsync("connect", ("hosts", connectionString), ("timeout", timeout))).GetInt64();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a lock object; nothing is asked of ZooKeeper yet.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="kind">Which of kazoo's locks.</param>
    /// <param name="identifier">Who it is, in the node's data.</param>
    /// <param name="extraPatterns">kazoo's <c>extra_lock_patterns</c>.</param>
    public async Task<KazooLock> MakeLockAsync(
        string path, KazooLockKind kind = KazooLockKind.Lock, string identifier = "kazoo", params string[] extraPatterns)
    {
        var id = $"{path}#{Interlocked.Increment(ref _lastLock)}";
        await AskAsync("make", ("lock", id), ("kind", kind.ToString()), ("path", path), ("identifier", identifier), ("patterns", extraPatterns));
        return new KazooLock(this, id);
    }

    /// <summary>Complete when kazoo next reports this state: <c>CONNECTED</c>, <c>SUSPENDED</c> or <c>LOST</c>.</summary>
    public Task WaitForStateAsync(string state) => WaitForEventAsync("state", "state", state);

    /// <summary>Closes the session.</summary>
    public Task StopAsync() => AskAsync("stop");

    /// <summary>Kills the process: its session lives on until it expires.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _ended;
    }

    /// <summary>Ends the process without closing the session.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _ended;
        _process.Dispose();
        _writing.Dispose();
    }

    internal async Task<JsonElement> AskAsync(string what, params (string Name, object? Value)[] arguments)
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

    internal Task WaitForEventAsync(string name, string key, string value)
    {
        var expected = new ExpectedEvent(name, key, value);
        lock (_expectedEvents)
        {
            _expectedEvents.Add(expected);
        }

        return expected.Happened.Task.WaitAsync(Patience);
    }

    private static string? FindMissing()
    {
        if (!File.Exists(Python))
        {
            return "kazoo needs Debian's Python: apt-get install python3-kazoo.";
        }

        using var python = Process.Start(new ProcessStartInfo(Python, ["-c", "import kazoo.client"]) { RedirectStandardError = true })!;
        python.StandardError.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0 ? null : "kazoo is missing: apt-get install python3-kazoo.";
    }

    private static string ReadScript()
    {
        using var stream = typeof(KazooClient).Assembly.GetManifestResourceStream("kazoo_client.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
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
            answer.TrySetException(new KazooException($"The process has ended. Its errors:\n{_errors}"));
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
            answer.SetException(new KazooException(error.GetString()!));
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
            foreach (var expected in _expectedEvents.FindAll(each => each.Name == name && message.GetProperty(each.Key).GetString() == each.Value))
            {
                _expectedEvents.Remove(expected);
                expected.Happened.SetResult();
            }
        }
    }

    private sealed record ExpectedEvent(string Name, string Key, string Value)
    {
        public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
