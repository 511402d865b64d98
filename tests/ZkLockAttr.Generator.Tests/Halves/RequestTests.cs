using System.Runtime.CompilerServices;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>What a half asks for: a name where that says it all, else a request.</summary>
public class RequestTests
{
    [Fact]
    public void A_name_alone_where_the_body_takes_the_handle() => Match("""
        namespace Shop;

        public partial class Ledger(IDistributedLocks locks)
        {
            [DistributedLock("ledger/{year}", Timeout = "5s")]
            public partial Task<long> AppendAsync(int year, CancellationToken stop);

            private Task<long> AppendAsyncCore(int year, LockHandle handle, CancellationToken stop) => Task.FromResult(handle.FencingToken);
        }
        """);

    [Fact]
    public void Shared() => Match("""
        namespace Shop;

        public partial class Catalogue(IDistributedLocks locks)
        {
            [DistributedLock("catalogue", Mode = LockMode.Shared)]
            public partial Task<int> ReadAsync(int page, CancellationToken stop);

            [DistributedLock("catalogue", Mode = LockMode.Shared, Timeout = "0s")]
            public partial bool IsReadable();

            private Task<int> ReadAsyncCore(int page, CancellationToken stop) => Task.FromResult(page);

            private bool IsReadableCore(LockHandle handle) => handle.IsHeld;
        }
        """);

    [Fact]
    public void Several_names() => Match("""
        namespace Shop;

        public partial class Bank(IDistributedLocks locks)
        {
            [DistributedLock("accounts/{from}", "accounts/{to}", Timeout = "5s")]
            public partial Task TransferAsync(int from, int to, CancellationToken stop);

            [DistributedLock("rates", "accounts/{account}", "{{fees}}", Mode = LockMode.Shared, HoldAtLeast = "1m")]
            public partial ValueTask<decimal> ValueAsync(int account);

            private Task TransferAsyncCore(int from, int to, CancellationToken stop) => Task.CompletedTask;

            private ValueTask<decimal> ValueAsyncCore(int account, LockHandle handle) => default;
        }
        """);

    [Fact]
    public void Semaphore() => Match("""
        namespace Shop;

        public partial class Printer(IDistributedLocks locks)
        {
            private const int Trays = 3;

            [DistributedSemaphore("printers/{building}", 5, Timeout = "1m", OnTimeout = OnTimeout.Skip)]
            public partial Task<bool> TryPrintAsync(string building, CancellationToken stop);

            [DistributedSemaphore("trays", Trays, HoldAtLeast = "500ms", Timeout = "0s", Fallback = nameof(Later))]
            public partial void Fill(int sheets);

            [DistributedSemaphore(maxCount: int.MaxValue, name: "pages")]
            public partial IAsyncEnumerable<string> ReadAsync();

            private Task<bool> TryPrintAsyncCore(string building, CancellationToken stop) => Task.FromResult(true);

            private void FillCore(int sheets, LockHandle handle) { }

            private void Later(int sheets) { }

            private async IAsyncEnumerable<string> ReadAsyncCore(LockHandle handle)
            {
                await Task.Yield();
                yield return handle.Name;
            }
        }
        """);

    [Fact]
    public void Kept_and_held_at_least() => Match("""
        namespace Shop;

        public partial class Jobs(IDistributedLocks locks)
        {
            [DistributedLock("jobs/{id}", Retain = "10s")]
            public partial Task RunAsync(int id, CancellationToken stop);

            [DistributedLock("nightly", HoldAtLeast = "2h", Timeout = "0s", OnTimeout = OnTimeout.Skip)]
            public partial Task RunNightlyAsync(CancellationToken stop);

            [DistributedLock("index", Mode = LockMode.Shared, Retain = "250ms", HoldAtLeast = "5s")]
            public partial int Count(CancellationToken stop);

            [DistributedLock("off", Retain = "0s", HoldAtLeast = "0ms")]
            public partial Task NothingOfItAsync(CancellationToken stop);

            private Task RunAsyncCore(int id, CancellationToken stop) => Task.CompletedTask;

            private Task RunNightlyAsyncCore(LockHandle handle, CancellationToken stop) => Task.CompletedTask;

            private int CountCore(CancellationToken stop) => 1;

            private Task NothingOfItAsyncCore(LockHandle handle, CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("\"a\", \"b/{id}\"")]
    [InlineData("names: [\"a\", \"b/{id}\"]")]
    [InlineData("new[] { \"a\", \"b/{id}\" }")]
    [InlineData("new string[] { \"a\", \"b/{id}\" }")]
    public void Several_names_in_whatever_array(string names)
    {
        var run = GeneratorRun.OfGood($$"""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock({{names}}, Mode = LockMode.Exclusive)] public partial Task RunAsync(int id);
                private Task RunAsyncCore(int id) => Task.CompletedTask;
            }
            """);

        var half = Assert.Single(run.Result.GeneratedSources).SourceText.ToString();
        Assert.Contains("""LockRequest(global::ZkLockAttr.CompilerServices.LockedCall.Name($"a"))""", half, StringComparison.Ordinal);
        Assert.Contains(""".And(global::ZkLockAttr.CompilerServices.LockedCall.Name($"b/{id}"));""", half, StringComparison.Ordinal);
    }

    // What the definition itself is given is a value like any other.
    [Fact]
    public void A_handle_that_is_a_parameter_of_the_method_is_not_that_of_its_lock()
    {
        var run = GeneratorRun.OfGood("""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a", Retain = "1s")] public partial Task RunAsync(LockHandle outer);
                private Task RunAsyncCore(LockHandle outer) => Task.CompletedTask;
            }
            """);

        Assert.Contains("LockOptions.HandOver", Assert.Single(run.Result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    private static void Match(string source, [CallerMemberName] string test = "") =>
        Snapshots.Match(GeneratorRun.OfGood(source), nameof(RequestTests), test);
}
