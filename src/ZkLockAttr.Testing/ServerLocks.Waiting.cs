using System.Globalization;
using ZkLockAttr.Testing.Locks;

namespace ZkLockAttr.Testing;

public sealed partial class ServerLocks
{
    // Only a test that is about to fail waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits until somebody holds the lock.</summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <param name="timeout">How long to wait at most; 10 s by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LockAssertionException">The time ran out.</exception>
    public Task WaitUntilHeldAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        WaitAsync(name, "not held", contenders => contenders.Any(contender => contender.IsHolder), timeout, cancellationToken);

    /// <summary>Waits until nobody holds the lock or waits for it.</summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <param name="timeout">How long to wait at most; 10 s by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LockAssertionException">The time ran out.</exception>
    public Task WaitUntilFreeAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        WaitAsync(name, "not free", contenders => contenders.Count == 0, timeout, cancellationToken);

    /// <summary>Waits until so many, or more, wait for the lock behind whoever holds it.</summary>
    /// <param name="name">The lock's name below the root.</param>
    /// <param name="waiters">How many, at least 1. Of those that wait inside one process the server sees one at most.</param>
    /// <param name="timeout">How long to wait at most; 10 s by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LockAssertionException">The time ran out.</exception>
    public Task WaitUntilAwaitedAsync(LockName name, int waiters = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(waiters);
        var missing = string.Create(CultureInfo.InvariantCulture, $"not awaited by {waiters}");
        return WaitAsync(name, missing, contenders => contenders.Count(contender => !contender.IsHolder) >= waiters, timeout, cancellationToken);
    }

    /// <summary>Waits until nobody holds any lock below the root or waits for one: what a test can say at its end.</summary>
    /// <param name="timeout">How long to wait at most; 10 s by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LockAssertionException">The time ran out.</exception>
    public async Task WaitUntilAllFreeAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (!await IsMetInTimeAsync(() => Taken().Count == 0, timeout ?? Patience, cancellationToken).ConfigureAwait(false))
        {
            AssertAllFree();
        }
    }

    private async Task WaitAsync(
        LockName name, string missing, Func<IReadOnlyList<LockContender>, bool> condition, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var patience = timeout ?? Patience;
        if (!await IsMetInTimeAsync(() => condition(GetContenders(name)), patience, cancellationToken).ConfigureAwait(false))
        {
            var contenders = GetContenders(name);
            throw new LockAssertionException(string.Create(
                CultureInfo.InvariantCulture, $"The lock '{name}' was {missing} within {patience.TotalSeconds:0.###} s.{QueueWords.Of(contenders)}{(contenders.Count > 0 ? "" : DescribeOthers())}"));
        }
    }

    private async Task<bool> IsMetInTimeAsync(Func<bool> condition, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await _server.WaitUntilAsync(_ => condition(), limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
