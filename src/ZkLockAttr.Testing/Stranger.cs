namespace ZkLockAttr.Testing;

/// <summary>Somebody else who holds a lock, with a session of its own, as another machine would. Made by <see cref="ServerLocks"/>.</summary>
public sealed class Stranger : IAsyncDisposable
{
    private readonly DistributedLocks _locks;

    private Stranger(DistributedLocks locks, LockHandle handle)
    {
        _locks = locks;
        Handle = handle;
    }

    /// <summary>What it holds.</summary>
    public LockHandle Handle { get; }

    /// <summary>Releases the lock, and ends the session.</summary>
    public async ValueTask DisposeAsync()
    {
        await Handle.DisposeAsync().ConfigureAwait(false);
        await _locks.DisposeAsync().ConfigureAwait(false);
    }

    internal static async Task<Stranger> TakeAsync(
        string connectionString, string root, LockRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var locks = new DistributedLocks(connectionString, new DistributedLocksOptions { Root = root, ApplicationName = "a stranger", ConnectTimeout = timeout });
        try
        {
            // The session first: locks that are disposed while their first request travels with the handshake leave its node behind until the session expires.
            await locks.GetContendersAsync("stranger", cancellationToken).ConfigureAwait(false);
            return new Stranger(locks, await locks.AcquireAsync(request, timeout, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await locks.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
