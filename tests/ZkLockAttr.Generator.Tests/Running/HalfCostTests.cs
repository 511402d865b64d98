using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>What a half allocates beyond its body where lock and body complete at once: nothing but the lock's name.</summary>
public class HalfCostTests
{
    private static readonly long[] Bytes = Measure();

    private enum Call
    {
        Name,
        WithoutToken,
        WithToken,
        WithCancellableToken,
        Blocking,
        BlockingWithCancellableToken,
    }

    [Fact]
    public void The_name_is_one_string() => Assert.InRange(Bytes[(int)Call.Name], 1, 64);

    [Fact]
    public void A_call_that_cannot_be_cancelled_allocates_its_name() =>
        Assert.Equal([Bytes[(int)Call.Name], Bytes[(int)Call.Name], Bytes[(int)Call.Name]], [Bytes[(int)Call.WithoutToken], Bytes[(int)Call.WithToken], Bytes[(int)Call.Blocking]]);

    [Fact]
    public void A_call_that_can_be_cancelled_allocates_no_more() =>
        Assert.Equal([Bytes[(int)Call.Name], Bytes[(int)Call.Name]], [Bytes[(int)Call.WithCancellableToken], Bytes[(int)Call.BlockingWithCancellableToken]]);

    // Optimized, whatever these tests are: else the state machine of an async method is a class.
    private static long[] Measure()
    {
        var compilation = TestCompilation.Of(Code);
        compilation = compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release));
        using var assembly = new MemoryStream();
        var emitted = GeneratorRun.Of(compilation).Output.Emit(assembly);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        assembly.Position = 0;
        var cost = AssemblyLoadContext.Default.LoadFromStream(assembly).GetType("Cost")!;
        return (long[])cost.GetMethod("Measure")!.Invoke(null, null)!;
    }

    private const string Code = """
        using ZkLockAttr.CompilerServices;

        public static class Cost
        {
            private const int Calls = 1000;

            public static long[] Measure()
            {
                var orders = new Orders(new FreeLocks());
                using var caller = new CancellationTokenSource();
                var token = caller.Token;
                return
                [
                    BytesOf(() => LockedCall.Name($"orders/{Orders.Id}")),
                    BytesOf(() => orders.PlainAsync(Orders.Id)),
                    BytesOf(() => orders.PlaceAsync(Orders.Id, default)),
                    BytesOf(() => orders.PlaceAsync(Orders.Id, token)),
                    BytesOf(() => orders.Place(Orders.Id, default)),
                    BytesOf(() => orders.Place(Orders.Id, token)),
                ];
            }

            private static long BytesOf(Action call)
            {
                Repeat(call);
                var before = GC.GetAllocatedBytesForCurrentThread();
                Repeat(call);
                return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
            }

            private static void Repeat(Action call)
            {
                for (var i = 0; i < Calls; i++)
                {
                    call();
                }
            }
        }

        public partial class Orders(IDistributedLocks locks)
        {
            public static readonly string Id = "7";

            [DistributedLock("orders/{id}")]
            public partial ValueTask<int> PlainAsync(string id);

            [DistributedLock("orders/{id}")]
            public partial ValueTask<int> PlaceAsync(string id, CancellationToken cancellationToken);

            [DistributedLock("orders/{id}")]
            public partial int Place(string id, CancellationToken cancellationToken);

            private static ValueTask<int> PlainAsyncCore(string id) => new(id.Length);

            private static ValueTask<int> PlaceAsyncCore(string id, CancellationToken cancellationToken) => new(id.Length);

            private static int PlaceCore(string id, CancellationToken cancellationToken) => id.Length;
        }

        public sealed class FreeLocks : IDistributedLocks
        {
            private static readonly Handle Held = new();

            public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => new(Held);

            public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => new(Held);

            public LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Held;

            public LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) => Held;

            private sealed class Handle : LockHandle
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
        """;
}
