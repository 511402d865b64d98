namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>Locks in memory: one holder for each name, and a log of what was asked for.</summary>
internal sealed class FakeLocks : IDistributedLocks
{
    private readonly HashSet<string> _held = [];

    public List<Request> Requests { get; } = [];

    public FakeHandle? Latest { get; private set; }

    public readonly record struct Request(string Name, TimeSpan? Timeout, CancellationToken Token);

    public bool IsHeld(string name) => _held.Contains(name);

    /// <summary>Somebody else takes the lock.</summary>
    public void TakeElsewhere(string name) => _held.Add(name);

    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        new(Acquire(name, timeout, cancellationToken));

    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(TryAcquire(name, timeout, cancellationToken));

    public LockHandle Acquire(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Take(name, timeout, cancellationToken) ?? throw new LockTimeoutException($"/locks/{name}", timeout ?? Timeout.InfiniteTimeSpan);

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout, CancellationToken cancellationToken) => Take(name, timeout, cancellationToken);

    private FakeHandle? Take(LockName name, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        Requests.Add(new Request(name.ToString(), timeout, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (!_held.Add(name.ToString()))
        {
            return null;
        }

        return Latest = new FakeHandle(name.ToString(), () => _held.Remove(name.ToString()));
    }
}
