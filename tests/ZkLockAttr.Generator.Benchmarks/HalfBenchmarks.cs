using BenchmarkDotNet.Attributes;
using ZkLockAttr.CompilerServices;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>What a half costs beyond its body, where lock and body complete at once.</summary>
public class HalfBenchmarks
{
    private readonly Orders _orders = new(new FreeLocks());
    private readonly CancellationToken _cancellable = new CancellationTokenSource().Token;
    private readonly int _id = 1234567;

    /// <summary>The lock's name alone: one string.</summary>
    [Benchmark(Baseline = true)]
    public LockName Name() => LockedCall.Name($"orders/{_id}");

    /// <summary>What a method asks for whose body takes no handle: the name, and that it may be handed over.</summary>
    [Benchmark]
    public LockRequest Request() => new(LockedCall.Name($"orders/{_id}")) { Options = LockOptions.HandOver };

    [Benchmark]
    public ValueTask<int> WithHandle() => _orders.FenceAsync(_id, _cancellable);

    [Benchmark]
    public ValueTask<int> WithoutToken() => _orders.PlaceAsync(_id, default);

    [Benchmark]
    public ValueTask<int> WithCancellableToken() => _orders.PlaceAsync(_id, _cancellable);

    [Benchmark]
    public int Blocking() => _orders.Place(_id);
}

internal sealed partial class Orders(IDistributedLocks locks)
{
    [DistributedLock("orders/{id}")]
    public partial ValueTask<int> FenceAsync(int id, CancellationToken cancellationToken);

    [DistributedLock("orders/{id}")]
    public partial ValueTask<int> PlaceAsync(int id, CancellationToken cancellationToken);

    [DistributedLock("orders/{id}")]
    public partial int Place(int id);

    private static ValueTask<int> FenceAsyncCore(int id, LockHandle handle, CancellationToken cancellationToken) => new(id);

    private static ValueTask<int> PlaceAsyncCore(int id, CancellationToken cancellationToken) => new(id);

    private static int PlaceCore(int id) => id;
}
