using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>Code that is as it should be: no analyzer has a word to say, not even as a hint.</summary>
public class QuietTests
{
    [Fact]
    public async Task The_code_on_the_first_page() => await AssertQuiet("""
        public record Order(int Id);
        public record Receipt(int Id);
        public interface ILedger { Task<Receipt> AppendAsync(Order order, CancellationToken cancellationToken); }
        public interface IStore { Task DeleteOldAsync(string region, long token, CancellationToken cancellationToken); }

        public partial class OrderService(IDistributedLocks locks, ILedger ledger)
        {
            /// <summary>Places an order; at most one caller per order in the whole fleet.</summary>
            [DistributedLock("orders/{order.Id}", Timeout = "5s")]
            public partial Task<Receipt> PlaceAsync(Order order, CancellationToken cancellationToken = default);

            // The body: the method's name + "Core", private, same parameters.
            private Task<Receipt> PlaceAsyncCore(Order order, CancellationToken cancellationToken)
                => ledger.AppendAsync(order, cancellationToken);
        }

        public partial class Cleanup(IDistributedLocks locks, IStore store)
        {
            [DistributedLock("cleanup/{region}", Timeout = "0s", OnTimeout = OnTimeout.Skip)]
            public partial Task<bool> TryRunAsync(string region, CancellationToken cancellationToken);

            private async Task<bool> TryRunAsyncCore(string region, LockHandle handle, CancellationToken cancellationToken)
            {
                await store.DeleteOldAsync(region, handle.FencingToken, cancellationToken);
                return true;
            }
        }
        """);

    [Fact]
    public async Task Every_kind_of_lock() => await AssertQuiet("""
        public partial class Bank(IDistributedLocks locks)
        {
            [DistributedLock("accounts/{from}", "accounts/{to}", Timeout = "5s", HoldAtLeast = "100ms")]
            public partial Task TransferAsync(int from, int to, CancellationToken cancellationToken);

            [DistributedLock("rates", Mode = LockMode.Shared, Retain = "10s")]
            public partial Task<decimal> ReadRateAsync(CancellationToken cancellationToken);

            [DistributedLock("rates")]
            public partial Task ChangeRatesAsync(CancellationToken cancellationToken);

            [DistributedSemaphore("reports", 3, Timeout = "1m", OnTimeout = OnTimeout.Skip)]
            public partial Task<bool> TryReportAsync(CancellationToken cancellationToken);

            private Task TransferAsyncCore(int from, int to, CancellationToken cancellationToken) => Task.CompletedTask;

            private async Task<decimal> ReadRateAsyncCore(CancellationToken cancellationToken)
            {
                await TransferAsync(1, 2, cancellationToken);
                return 1;
            }

            private Task ChangeRatesAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;

            private Task<bool> TryReportAsyncCore(CancellationToken cancellationToken) => Task.FromResult(true);
        }
        """);

    [Fact]
    public async Task The_sample() => await AssertQuiet(
        File.ReadAllText(Path.Combine(Repository.Root, "samples", "QuickStart", "CountingJob.cs")),
        "namespace QuickStart.Workers; internal interface IWorkerReport { void Got(LockHandle handle); void Counted(int number); void Done(); }");

    private static async Task AssertQuiet(params string[] sources)
    {
        var run = GeneratorRun.OfGood(sources);
        Assert.Empty((await Flagged.AnalyzeWithAll(run.Output)).Select(diagnostic => diagnostic.ToString()));
    }
}
