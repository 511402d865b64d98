namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>Locks in memory: one holder for each request, by its text, and a log of what was asked for.</summary>
internal sealed class FakeLocks : IDistributedLocks
{
    private readonly HashSet<string> _held = [];

    public List<Request> Requests { get; } = [];

    public FakeHandle? Latest { get; private set; }

    /// <summary>The latest request that was more than a name.</summary>
    public LockRequest? LatestRequest { get; private set; }

    /// <summary>What was asked for.</summary>
    /// <param name="Name">The name, or the request's text: <c>"a, b"</c>, <c>"a (shared)"</c>.</param>
    /// <param name="Timeout">How long.</param>
    /// <param name="Token">What ends the wait.</param>
    public readonly record struct Request(string Name, TimeSpan? Timeout, CancellationToken Token);

    public bool IsHeld(string name) => _held.Contains(name);

    /// <summary>Somebody else takes the lock.</summary>
    public void TakeElsewhere(string name) => _held.Add(name);

    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        new(Acquire(name, timeout, cancellationToken));

    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(TryAcquire(name, timeout, cancellationToken));

    public LockHandle Acquire(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        OrThrow(new Request(name.ToString(), timeout, cancellationToken));

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        Take(new Request(name.ToString(), timeout, cancellationToken));

    public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        new(Acquire(request, timeout, cancellationToken));

    public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(TryAcquire(request, timeout, cancellationToken));

    public LockHandle Acquire(LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        OrThrow(Of(request, timeout, cancellationToken));

    public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        Take(Of(request, timeout, cancellationToken));

    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No half asks for contenders.");

    private Request Of(LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        LatestRequest = request;
        return new Request(request.ToString(), timeout, cancellationToken);
    }

    private FakeHandle OrThrow(Request request) =>
        Take(request) ?? throw new LockTimeoutException($"/locks/{request.Name}", request.Timeout ?? Timeout.InfiniteTimeSpan);

    private FakeHandle? Take(Request request)
    {
        Requests.Add(request);
        request.Token.ThrowIfCancellationRequested();
        return _held.Add(request.Name) ? Latest = new FakeHandle(request.Name, () => _held.Remove(request.Name)) : null;
    }
}
