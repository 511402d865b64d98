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
    internal const string Python = "/usr/bin/python3";

    private static readonly string Script = ReadScript();

    private readonly DrivenProcess _process = new(message => new KazooException(message), Python, "-c", Script);

    private int _lastLock;

    private KazooClient()
    {
    }

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability { get; } = new(FindMissing());

    /// <summary>The id of the process, for signals.</summary>
    public int ProcessId => _process.Id;

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

    /// <summary>Makes a <c>Semaphore</c>, which is taken and let go like a lock.</summary>
    /// <param name="path">The semaphore's path.</param>
    /// <param name="leases">How many may hold it at a time.</param>
    /// <param name="identifier">Who it is, in the node's data.</param>
    public async Task<KazooLock> MakeSemaphoreAsync(string path, int leases, string identifier = "kazoo")
    {
        var id = $"{path}#{Interlocked.Increment(ref _lastLock)}";
        await AskAsync("make_semaphore", ("lock", id), ("path", path), ("identifier", identifier), ("leases", leases));
        return new KazooLock(this, id);
    }

    /// <summary>Sets a <c>DataWatch</c>, whether the node is there or not.</summary>
    public Task WatchDataAsync(string path) => AskAsync("watch_data", ("path", path));

    /// <summary>Sets a <c>ChildrenWatch</c> on a node that is there.</summary>
    public Task WatchChildrenAsync(string path) => AskAsync("watch_children", ("path", path));

    /// <summary>Complete when the node's <c>DataWatch</c> has reported this; null for a node that is not there.</summary>
    public Task WaitForDataAsync(string path, string? data) => AskAsync("wait_for", ("kind", "data"), ("path", path), ("value", data));

    /// <summary>Complete when the node's <c>ChildrenWatch</c> has reported these names, in ordinal order.</summary>
    public Task WaitForChildrenAsync(string path, params string[] names) =>
        AskAsync("wait_for", ("kind", "children"), ("path", path), ("value", names));

    /// <summary>Becomes a member of a <c>Party</c>.</summary>
    public Task JoinAsync(string path, string member) => AskAsync("join", ("path", path), ("member", member));

    /// <summary>Ends what <see cref="JoinAsync"/> began.</summary>
    public Task LeaveAsync(string path, string member) => AskAsync("leave", ("path", path), ("member", member));

    /// <summary>The members of a <c>Party</c>, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> GetMembersAsync(string path) => (await AskAsync("members", ("path", path))).Deserialize<string[]>()!;

    /// <summary>Complete when kazoo next reports this state: <c>CONNECTED</c>, <c>SUSPENDED</c> or <c>LOST</c>.</summary>
    public Task WaitForStateAsync(string state) => WaitForEventAsync("state", "state", state);

    /// <summary>Closes the session.</summary>
    public Task StopAsync() => AskAsync("stop");

    /// <summary>Kills the process: its session lives on until it expires.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Ends the process without closing the session.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal Task<JsonElement> AskAsync(string what, params (string Name, object? Value)[] arguments) => _process.AskAsync(what, arguments);

    internal Task WaitForEventAsync(string name, string key, string value) => _process.WaitForEventAsync(name, (key, value));

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
}
