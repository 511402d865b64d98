using System.Text.Json;
using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.TestServers;

/// <summary>
/// Curator itself, the Java client, in a process of its own that does not outlive this one. Requests are answered when Curator has answered, so that a test
/// can have one wait while it does something else.
/// </summary>
public sealed class CuratorClient : IAsyncDisposable
{
    private static readonly CuratorProgram Driver = new("CuratorDriver.java", typeof(CuratorClient).Assembly);

    private readonly DrivenProcess _process = new(message => new CuratorException(message), "java", Driver.Arguments(Jvm.ForShortLife()));

    private int _lastLock;

    private CuratorClient()
    {
    }

    /// <summary>Whether this machine can run it.</summary>
    public static Availability Availability { get; } = new(CuratorProgram.FindMissing());

    /// <summary>The id of the process, for signals.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The session that it had when it started.</summary>
    public long SessionId { get; private set; }

    /// <summary>Starts Curator and waits for its session.</summary>
    /// <param name="connectionString"><c>host:port,host:port/chroot</c>.</param>
    /// <param name="sessionTimeout">The wanted session time-out; default 10 s.</param>
    public static async Task<CuratorClient> StartAsync(string connectionString, TimeSpan? sessionTimeout = null)
    {
        Availability.Demand();
        var client = new CuratorClient();
        try
        {
            var timeout = (long)(sessionTimeout ?? TimeSpan.FromSeconds(10)).TotalMilliseconds;
            client.SessionId = (await client.AskAsync("connect", ("hosts", connectionString), ("timeout", timeout))).GetInt64();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a lock object with a thread of its own; nothing is asked of ZooKeeper yet.</summary>
    /// <param name="path">The lock's path.</param>
    /// <param name="kind">Which of Curator's locks.</param>
    /// <param name="leases">How many may hold it at a time, if it is a semaphore.</param>
    public async Task<CuratorLock> MakeLockAsync(string path, CuratorLockKind kind = CuratorLockKind.Mutex, int leases = 1)
    {
        var id = $"{path}#{Interlocked.Increment(ref _lastLock)}";
        await AskAsync("make", ("lock", id), ("kind", kind.ToString()), ("path", path), ("leases", leases));
        return new CuratorLock(this, id);
    }

    /// <summary>Has a <c>CuratorCache</c>, or a <c>NodeCache</c>, follow the node; the first also all below it.</summary>
    public Task WatchAsync(string path, bool withDescendants = true) =>
        AskAsync("watch", ("kind", withDescendants ? "CuratorCache" : "NodeCache"), ("path", path));

    /// <summary>Complete when the cache on the path knows exactly these nodes, by their paths, with these data.</summary>
    public Task WaitForNodesAsync(string path, IReadOnlyDictionary<string, string> nodes) => AskAsync("wait_for", ("path", path), ("nodes", nodes));

    /// <summary>Complete when Curator next reports this state: <c>CONNECTED</c>, <c>SUSPENDED</c>, <c>RECONNECTED</c> or <c>LOST</c>.</summary>
    public Task WaitForStateAsync(string state) => _process.WaitForEventAsync("state", ("state", state));

    /// <summary>Closes the session.</summary>
    public Task StopAsync() => AskAsync("stop");

    /// <summary>Kills the process: its session lives on until it expires.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Ends the process without closing the session.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal Task<JsonElement> AskAsync(string what, params (string Name, object? Value)[] arguments) => _process.AskAsync(what, arguments);
}
