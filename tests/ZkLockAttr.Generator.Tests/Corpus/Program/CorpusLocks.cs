namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>The locks that a corpus locks with, in memory, by what is asked for; and a decoy, which no method may lock with.</summary>
internal sealed class CorpusLocks : IDistributedLocks
{
    private readonly HashSet<string> _held = [];

    public static CorpusLocks Right { get; } = new();

    public static CorpusLocks Wrong { get; } = new();

    public bool IsHeld(string name) => _held.Contains(name);

    public void Take(string name) => _held.Add(name);

    public void Release(string name) => _held.Remove(name);

    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        new(Acquire(name, timeout, cancellationToken));

    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(TryAcquire(name, timeout, cancellationToken));

    public LockHandle Acquire(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) => OrThrow(name.ToString(), timeout, cancellationToken);

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout, CancellationToken cancellationToken) => TryTake(name.ToString(), cancellationToken);

    public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        new(Acquire(request, timeout, cancellationToken));

    public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(TryAcquire(request, timeout, cancellationToken));

    public LockHandle Acquire(LockRequest request, TimeSpan? timeout, CancellationToken cancellationToken) =>
        OrThrow(Describe(request), timeout, cancellationToken);

    public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        TryTake(Describe(request), cancellationToken);

    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No half asks for contenders.");

    // All that is asked for, so that nothing of it can be forgotten: what differs in anything is another lock here.
    private static string Describe(LockRequest request) =>
        FormattableString.Invariant($"{request}; {request.Options}, kept {request.Retain}, at least {request.HoldAtLeast}");

    private Held OrThrow(string what, TimeSpan? timeout, CancellationToken cancellationToken) =>
        TryTake(what, cancellationToken) ?? throw new LockTimeoutException($"/locks/{what}", timeout ?? Timeout.InfiniteTimeSpan);

    private Held? TryTake(string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Expect.That(this == Right, "It locks with the wrong locks.");
        return _held.Add(what) ? new Held(this, what) : null;
    }

    private sealed class Held(CorpusLocks locks, string name) : LockHandle
    {
        private readonly CancellationTokenSource _lost = new();

        public override string Name => name;

        public override string Path => $"/locks/{name}";

        public override bool IsHeld => locks.IsHeld(name);

        public override CancellationToken LostToken => _lost.Token;

        public override long FencingToken => 1;

        public override ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default) => new(IsHeld);

        public override ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        public override void Dispose()
        {
            locks.Release(name);
            _lost.Dispose();
        }
    }
}
