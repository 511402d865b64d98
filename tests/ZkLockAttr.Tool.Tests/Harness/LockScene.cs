using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>A server with holders and waiters, of whom each stands in the queue before the next comes.</summary>
internal sealed class LockScene : IAsyncDisposable
{
    private readonly List<DistributedLocks> _locks = [];
    private readonly List<LockHandle> _handles = [];
    private readonly CancellationTokenSource _waiting = new();
    private readonly List<Task> _waits = [];
    private ZooKeeperClient? _foreigner;

    public ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });

    public string ConnectionString => Server.ConnectionString;

    public async Task<LockHandle> HoldAsync(LockRequest request, LockInterop interop = LockInterop.Kazoo)
    {
        var handle = await NewLocks(interop).AcquireAsync(request);
        _handles.Add(handle);
        return handle;
    }

    public Task<LockHandle> HoldAsync(string name) => HoldAsync(new LockRequest(name));

    /// <summary>Complete when the waiter stands in the queue.</summary>
    /// <returns>Complete when it holds.</returns>
    public async Task<Task<LockHandle>> WaitAsync(LockRequest request, string path)
    {
        var before = Server.GetChildren(path).Count;
        var wait = NewLocks(LockInterop.Kazoo).AcquireAsync(request, cancellationToken: _waiting.Token).AsTask();
        _waits.Add(wait);
        await Server.WaitUntilAsync(server => server.GetChildren(path).Count > before);
        return wait;
    }

    /// <summary>Adds a node as another client makes it, and its parents.</summary>
    public async Task AddAsync(string path, string? data, CreateMode mode)
    {
        _foreigner ??= new ZooKeeperClient(ConnectionString);
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            if (!Server.Exists(path[..end]))
            {
                await _foreigner.CreateAsync(path[..end], null, CreateMode.Persistent);
            }
        }

        await _foreigner.CreateAsync(path, data is null ? null : System.Text.Encoding.UTF8.GetBytes(data), mode);
    }

    public Task<Outcome> RunAsync(params string[] arguments) => InProcessTool.RunAsync(ConnectionString, arguments);

    public async ValueTask DisposeAsync()
    {
        await _waiting.CancelAsync();
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await Task.WhenAll(_waits).ContinueWith(_ => { }, TaskScheduler.Default);
        await (_foreigner?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Server.DisposeAsync();
        _waiting.Dispose();
    }

    private DistributedLocks NewLocks(LockInterop interop)
    {
        var locks = new DistributedLocks(ConnectionString, new DistributedLocksOptions { ApplicationName = "orders", Interop = interop });
        _locks.Add(locks);
        return locks;
    }
}
