using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>What a half allocates beyond its body where lock and body complete at once: nothing but what it asks for, the lock's name or a request.</summary>
public class HalfCostTests
{
    private static readonly long[] Bytes = Measure();

    private enum Call
    {
        Name,
        WithHandle,
        WithHandleAndCancellableToken,
        Request,
        WithoutToken,
        WithToken,
        WithCancellableToken,
        Blocking,
        BlockingWithCancellableToken,
    }

    [Fact]
    public void The_name_is_one_string() => Assert.InRange(Bytes[(int)Call.Name], 1, 64);

    [Fact]
    public void A_call_whose_body_takes_the_handle_allocates_its_name() => AssertAllocate(Call.Name, Call.WithHandle, Call.WithHandleAndCancellableToken);

    [Fact]
    public void A_request_is_two_small_objects_more() => Assert.InRange(Bytes[(int)Call.Request] - Bytes[(int)Call.Name], 1, 128);

    [Fact]
    public void A_call_that_cannot_be_cancelled_allocates_its_request() => AssertAllocate(Call.Request, Call.WithoutToken, Call.WithToken, Call.Blocking);

    [Fact]
    public void A_call_that_can_be_cancelled_allocates_no_more() =>
        AssertAllocate(Call.Request, Call.WithCancellableToken, Call.BlockingWithCancellableToken);

    private static void AssertAllocate(Call what, params Call[] calls) =>
        Assert.Equal(calls.Select(call => (call, Bytes[(int)what])), calls.Select(call => (call, Bytes[(int)call])));

    // Optimized, whatever these tests are: else the state machine of an async method is a class.
    private static long[] Measure()
    {
        var locks = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Generator.Benchmarks", "FreeLocks.cs"));
        var compilation = TestCompilation.Of(Code, locks);
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
        using ZkLockAttr.Generator.Benchmarks;

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
                    BytesOf(() => orders.FenceAsync(Orders.Id, default)),
                    BytesOf(() => orders.FenceAsync(Orders.Id, token)),
                    BytesOf(() => new LockRequest(LockedCall.Name($"orders/{Orders.Id}")) { Options = LockOptions.HandOver }),
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

            [DistributedLock("orders/{id}")]
            public partial ValueTask<int> FenceAsync(string id, CancellationToken cancellationToken);

            private static ValueTask<int> FenceAsyncCore(string id, LockHandle handle, CancellationToken cancellationToken) => new(id.Length);

            private static ValueTask<int> PlainAsyncCore(string id) => new(id.Length);

            private static ValueTask<int> PlaceAsyncCore(string id, CancellationToken cancellationToken) => new(id.Length);

            private static int PlaceCore(string id, CancellationToken cancellationToken) => id.Length;
        }
        """;
}
