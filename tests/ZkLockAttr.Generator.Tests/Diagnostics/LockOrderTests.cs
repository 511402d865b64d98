using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Flow;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0402: two locks that are taken in opposite orders.</summary>
public class LockOrderTests
{
    [Fact]
    public async Task Of_one_object()
    {
        var diagnostics = await In("await {|ZKL0402:TwoAsync()|};", "if (id > 0) { await {|ZKL0402:OneAsync(1)|}; }");
        Assert.Equal(
            "'Service.OneAsync' runs under the lock 'one' and calls 'Service.TwoAsync', which takes 'two'; 'Service.TwoAsync' takes them the other way round, "
            + "so that each can wait for the other: take them in one order everywhere",
            diagnostics[0].GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task By_other_methods_of_the_same_names() => In("await {|ZKL0402:AlsoTwoAsync()|};", "await {|ZKL0402:AlsoOneAsync()|};");

    [Fact]
    public Task Each_call_is_flagged() => In("await {|ZKL0402:TwoAsync()|}; await Task.WhenAll({|ZKL0402:TwoAsync()|});", "await {|ZKL0402:OneAsync(1)|};");

    [Fact]
    public Task Of_two_types_in_two_files() => Flagged.By<LockOrderAnalyzer>(
        """
        public partial class Orders(IDistributedLocks locks, Stock stock)
        {
            [DistributedLock("orders")] public partial Task PlaceAsync();
            private async Task PlaceAsyncCore() => await {|ZKL0402:stock.CountAsync()|};
        }
        """,
        """
        public partial class Stock(IDistributedLocks locks, Orders orders)
        {
            [DistributedLock("stock")] public partial Task CountAsync();
            private async Task CountAsyncCore() => await {|ZKL0402:orders.PlaceAsync()|};
        }
        """);

    [Theory]
    [InlineData("DistributedLock(\"one\", Mode = LockMode.Shared)", "DistributedLock(\"two\", Mode = LockMode.Shared)")]
    [InlineData("DistributedSemaphore(\"one\", 3)", "DistributedLock(\"two\")")]
    [InlineData("DistributedLock(\"three\", \"one\")", "DistributedLock(\"four\", \"two\", \"five\")")]
    public Task Of_whatever_kind(string one, string two) => Flagged.By<LockOrderAnalyzer>($$"""
        public partial class Service(IDistributedLocks locks)
        {
            [{{one}}] public partial Task OneAsync();
            [{{two}}] public partial Task TwoAsync();
            private async Task OneAsyncCore() => await {|ZKL0402:TwoAsync()|};
            private async Task TwoAsyncCore() => await {|ZKL0402:OneAsync()|};
        }
        """);

    [Fact]
    public Task Locks_that_are_taken_together_have_no_order() => Flagged.By<LockOrderAnalyzer>("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("one", "two")] public partial Task BothAsync();
            [DistributedLock("two", "one")] public partial Task BothToBothAsync();
            [DistributedLock("three")] public partial Task ThreeAsync();
            private async Task BothAsyncCore() => await ThreeAsync();
            private async Task BothToBothAsyncCore() => await ThreeAsync();
            private Task ThreeAsyncCore() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("await TwoAsync();", "await Task.Yield();")]
    [InlineData("await TwoAsync();", "await ThreeAsync();")]
    [InlineData("await TwoAsync();", "await FarOneAsync();")]
    [InlineData("await TwoAsync();", "await OneOfAsync(1);")]
    [InlineData("await TwoAsync();", "await PassedOneAsync(locks);")]
    [InlineData("await TwoAsync();", "Func<Task> later = () => OneAsync(1); await Task.Yield();")]
    [InlineData("await TwoAsync();", "async Task Later() => await OneAsync(1); _ = nameof(Later);")]
    [InlineData("await FreeAsync();", "await OneAsync(1);")]
    [InlineData("await AlsoOneAsync();", "await AlsoTwoAsync();")]
    public Task One_order_or_none(string one, string two) => In(one, two);

    private static Task<IReadOnlyList<Diagnostic>> In(string one, string two) => Flagged.By<LockOrderAnalyzer>($$"""
        #pragma warning disable CS1998, CS8321
        public partial class Service(IDistributedLocks locks, IDistributedLocks far)
        {
            [DistributedLock("one", Provider = nameof(locks))] public partial Task OneAsync(int id);
            [DistributedLock("two", Provider = nameof(locks))] public partial Task TwoAsync(int id = 0);
            [DistributedLock("one", Provider = nameof(locks))] public partial Task AlsoOneAsync();
            [DistributedLock("two", Provider = nameof(locks))] public partial Task AlsoTwoAsync();
            [DistributedLock("three", Provider = nameof(locks))] public partial Task ThreeAsync();
            [DistributedLock("one", Provider = nameof(far))] public partial Task FarOneAsync();
            [DistributedLock("one", Provider = nameof(locks))] public partial Task PassedOneAsync(IDistributedLocks locks);
            [DistributedLock("one/{id}", Provider = nameof(locks))] public partial Task OneOfAsync(int id);
            private async Task OneAsyncCore(int id) { {{one}} }
            private async Task TwoAsyncCore(int id) { {{two}} }
            private Task AlsoOneAsyncCore() => Task.CompletedTask;
            private Task AlsoTwoAsyncCore() => Task.CompletedTask;
            private Task ThreeAsyncCore() => Task.CompletedTask;
            private Task FarOneAsyncCore() => Task.CompletedTask;
            private Task PassedOneAsyncCore(IDistributedLocks locks) => Task.CompletedTask;
            private Task OneOfAsyncCore(int id) => Task.CompletedTask;
            private async Task FreeAsync() => await TwoAsync();
        }
        """);
}
