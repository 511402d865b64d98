using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Our locks, in this process.</summary>
internal sealed class OurLocks : IOpponent
{
    private readonly Func<string, LockRequest> _request;
    private readonly bool _blocks;

    /// <param name="connectionString">Where the ensemble is.</param>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="request">What is asked for, by the lock's name; without it just the lock.</param>
    /// <param name="blocks">Whether callers block their threads.</param>
    public OurLocks(string connectionString, string name = "ours", Func<string, LockRequest>? request = null, bool blocks = false)
    {
        Name = name;
        Locks = new DistributedLocks(connectionString, new DistributedLocksOptions { PersistentParents = true });
        _request = request ?? (lockName => new LockRequest(lockName));
        _blocks = blocks;
    }

    public string Name { get; }

    public int WarmUpCycles => 3000;

    public DistributedLocks Locks { get; }

    public Task<Batch> RunAsync(Work work)
    {
        var request = _request(work.Lock);
        if (!_blocks)
        {
            return Loops.RunAsync(work, _ => Locks.AcquireAsync(request));
        }

        var held = new ThreadLocal<LockHandle>();
        return Loops.RunBlockingAsync(work, () => held.Value = Locks.Acquire(request), () => held.Value!.Dispose());
    }

    public ValueTask DisposeAsync() => Locks.DisposeAsync();
}
