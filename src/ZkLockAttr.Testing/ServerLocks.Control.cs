namespace ZkLockAttr.Testing;

public sealed partial class ServerLocks
{
    /// <summary>Has a stranger take the lock, in a session of its own: as if another machine had it. Disposing the stranger releases it.</summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <exception cref="LockTimeoutException">Somebody else held it for 10 s.</exception>
    public Task<Stranger> HoldAsync(LockName name, CancellationToken cancellationToken = default) => HoldAsync(new LockRequest(name), cancellationToken);

    /// <inheritdoc cref="HoldAsync(LockName, CancellationToken)"/>
    /// <param name="request">What it takes: several locks, shared ones, or a place of a semaphore.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public Task<Stranger> HoldAsync(LockRequest request, CancellationToken cancellationToken = default) =>
        Stranger.TakeAsync(_server.ConnectionString, Root, request, Patience, cancellationToken);

    /// <summary>
    /// Ends the sessions of those who hold the lock, as if their time were over: they lose it, and all others that they have, and find out at once.
    /// </summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <exception cref="LockAssertionException">Nobody holds it.</exception>
    public void ExpireHolders(LockName name)
    {
        AssertHeld(name);
        foreach (var holder in GetContenders(name).Where(contender => contender.IsHolder))
        {
            _server.ExpireSession(holder.SessionId);
        }
    }
}
