namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>The locks that a corpus locks with, in memory; and a decoy, which no method may lock with.</summary>
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

    public LockHandle Acquire(LockName name, TimeSpan? timeout, CancellationToken cancellationToken) =>
        TryAcquire(name, timeout ?? default, cancellationToken) ?? throw new LockTimeoutException($"/locks/{name}", timeout ?? Timeout.InfiniteTimeSpan);

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Expect.That(this == Right, "It locks with the wrong locks.");
        return _held.Add(name.ToString()) ? new Held(this, name.ToString()) : null;
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
