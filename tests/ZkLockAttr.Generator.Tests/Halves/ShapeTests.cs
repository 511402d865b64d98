using System.Runtime.CompilerServices;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>The half of each shape of method.</summary>
public class ShapeTests
{
    [Fact]
    public void Task_of_result() => Match("""
        namespace Shop;

        public record Order(int Id);
        public record Receipt(int Id);

        public partial class OrderService(IDistributedLocks locks)
        {
            /// <summary>Places an order.</summary>
            [DistributedLock("orders/{order.Id}", Timeout = "5s")]
            public partial Task<Receipt> PlaceAsync(Order order, CancellationToken cancellationToken = default);

            private Task<Receipt> PlaceAsyncCore(Order order, CancellationToken cancellationToken) => Task.FromResult(new Receipt(order.Id));
        }
        """);

    [Fact]
    public void Task_without_result() => Match("""
        namespace Shop;

        public partial class Nightly
        {
            private readonly IDistributedLocks _locks = null!;

            [DistributedLock("nightly")]
            public partial Task RunAsync();

            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public void Value_tasks() => Match("""
        namespace Shop;

        public partial class Stock
        {
            protected IDistributedLocks Locks { get; } = null!;

            [DistributedLock("stock/{item}", Timeout = "2m")]
            public partial ValueTask<int> TakeAsync(string item, int count);

            [DistributedLock("stock", Timeout = "0s")]
            internal partial ValueTask CountAsync(CancellationToken stop);

            private ValueTask<int> TakeAsyncCore(string item, int count) => new(count);

            private ValueTask CountAsyncCore(CancellationToken stop) => default;
        }
        """);

    [Fact]
    public void Blocking() => Match("""
        namespace Shop;

        public partial class Files
        {
            private readonly IDistributedLocks _locks = null!;

            [DistributedLock("files/{name}", Timeout = "250ms")]
            public partial void Write(string name);

            [DistributedLock("files/{name}", Timeout = "1h")]
            public partial int Read(string name, CancellationToken stop);

            private void WriteCore(string name) { }

            private int ReadCore(string name, CancellationToken stop) => 1;
        }
        """);

    [Fact]
    public void Skip() => Match("""
        namespace Shop;

        public partial class Jobs(IDistributedLocks locks)
        {
            [DistributedLock("jobs/a", Timeout = "0s", OnTimeout = OnTimeout.Skip)]
            public partial Task RunAsync(CancellationToken stop);

            [DistributedLock("jobs/b", Timeout = "3s", OnTimeout = OnTimeout.Skip)]
            public partial Task<bool> TryRunAsync(CancellationToken stop);

            [DistributedLock("jobs/c", Timeout = "3s", OnTimeout = OnTimeout.Skip)]
            public partial string? Find(out int count);

            [DistributedLock("jobs/d", Timeout = "3s", OnTimeout = OnTimeout.Skip)]
            public partial void Clean();

            private Task RunAsyncCore(CancellationToken stop) => Task.CompletedTask;

            private Task<bool> TryRunAsyncCore(CancellationToken stop) => Task.FromResult(true);

            private string? FindCore(out int count) { count = 1; return null; }

            private void CleanCore() { }
        }
        """);

    [Fact]
    public void Fallback() => Match("""
        namespace Shop;

        public partial class Prices(IDistributedLocks locks)
        {
            [DistributedLock("prices/{item}", Timeout = "200ms", Fallback = nameof(CachedAsync))]
            public partial Task<decimal> GetAsync<T>(T item, CancellationToken handle) where T : IFormattable;

            [DistributedLock("prices", Timeout = "0s", Fallback = nameof(Later))]
            public partial void Refresh(ref int calls, out int count);

            [DistributedLock("prices/all", Timeout = "1s", Fallback = nameof(LaterAsync))]
            public partial ValueTask RefreshAsync();

            private Task<decimal> GetAsyncCore<T>(T item, LockHandle held, CancellationToken stop) where T : IFormattable => Task.FromResult(1m);

            private static Task<decimal> CachedAsync<T>(T item, CancellationToken stop) where T : IFormattable => Task.FromResult(2m);

            private void RefreshCore(ref int calls, out int count) => count = calls;

            private void Later(ref int calls, out int count) => count = calls;

            private ValueTask RefreshAsyncCore(CancellationToken lost) => default;

            private ValueTask LaterAsync() => default;
        }
        """);

    [Fact]
    public void Sequences() => Match("""
        using System.Runtime.CompilerServices;

        namespace Shop;

        public partial class Orders(IDistributedLocks locks)
        {
            [DistributedLock("orders/{shop}", Timeout = "5s")]
            public partial IAsyncEnumerable<string> ReadAsync<T>(T shop, [EnumeratorCancellation] CancellationToken cancellationToken = default) where T : IFormattable;

            [DistributedLock("orders", Timeout = "0s", Fallback = nameof(NoneAsync))]
            public partial IAsyncEnumerable<int> CountAsync(int items, int item);

            private async IAsyncEnumerable<string> ReadAsyncCore<T>(T shop, LockHandle handle, [EnumeratorCancellation] CancellationToken cancellationToken)
                where T : IFormattable
            {
                await Task.Delay(1, cancellationToken);
                yield return handle.Name;
            }

            private IAsyncEnumerable<int> CountAsyncCore(int items, int item) => NoneAsync(items, item);

            private async IAsyncEnumerable<int> NoneAsync(int items, int item)
            {
                await Task.Yield();
                yield break;
            }
        }
        """);

    [Fact]
    public void Throwing() => Match("""
        namespace Shop;

        public partial class Jobs
        {
            /// <summary>No provider, no body, and a time-out that nobody can read.</summary>
            [DistributedLock("jobs/\"{id}\"", Timeout = "soon")]
            public partial Task RunAsync(int id);
        }
        """);

    private static void Match(string source, [CallerMemberName] string test = "") =>
        Snapshots.Match(GeneratorRun.OfGood(source), nameof(ShapeTests), test);
}
