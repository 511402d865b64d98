namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>Locks that cost nothing: everybody gets the same one, at once.</summary>
internal sealed class FreeLocks : IDistributedLocks
{
    private static readonly FreeHandle Handle = new();

    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => new(Handle);

    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => new(Handle);

    public LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Handle;

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => Handle;

    public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => new(Handle);

    public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) => new(Handle);

    public LockHandle Acquire(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Handle;

    public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) => Handle;

    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken = default) => new([]);

    private sealed class FreeHandle : LockHandle
    {
        private readonly CancellationTokenSource _lost = new();

        public override string Name => "";

        public override string Path => "";

        public override bool IsHeld => true;

        public override CancellationToken LostToken => _lost.Token;

        public override long FencingToken => 1;

        public override ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default) => new(true);

        public override ValueTask DisposeAsync() => default;

        public override void Dispose()
        {
        }
    }
}
