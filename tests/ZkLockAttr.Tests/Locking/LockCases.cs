using ZkLockAttr.Tests.Servers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>
/// What the exclusive lock does on any server. Each case waits for what it expects to happen; only a fault makes it run into its time limit.
/// </summary>
public abstract partial class LockCases : IAsyncLifetime
{
    protected const int Limit = 60_000;

    protected const string Path = "/locks/test";

    private readonly List<DistributedLocks> _locks = [];
    private LockServer? _server;

    protected LockServer Server => _server!;

    protected abstract Task<LockServer> StartAsync();

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var locks in _locks)
        {
            await locks.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>Another process, as far as locks are concerned.</summary>
    protected DistributedLocks NewLocks(TimeSpan? sessionTimeout = null) =>
        NewLocks(new DistributedLocksOptions { SessionTimeout = sessionTimeout ?? TimeSpan.FromSeconds(8) });

    /// <inheritdoc cref="NewLocks(TimeSpan?)"/>
    protected DistributedLocks NewLocks(DistributedLocksOptions options)
    {
        var locks = new DistributedLocks(Server.ConnectionString, options);
        _locks.Add(locks);
        return locks;
    }

    protected static Task Lost(LockHandle handle)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handle.LostToken.Register(() => lost.TrySetResult());
        return lost.Task;
    }
}
