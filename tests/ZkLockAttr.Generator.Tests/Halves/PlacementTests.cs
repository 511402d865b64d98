using System.Runtime.CompilerServices;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>Halves in every kind of type.</summary>
public class PlacementTests
{
    [Fact]
    public void Nested_and_generic_types() => Match("""
        namespace Shop.@event;

        public partial class Outer<TKey> where TKey : notnull
        {
            internal partial record struct Inner<@class>(IDistributedLocks Locks)
            {
                [DistributedLock("{TKey}/{class}/{T}/{id}")]
                public partial Task<T?> GetAsync<T>(int id, @class value, TKey key) where T : class, IComparable<T>, new();

                private Task<T?> GetAsyncCore<T>(int id, @class value, TKey key) where T : class, IComparable<T>, new() => Task.FromResult<T?>(null);
            }
        }
        """);

    [Fact]
    public void Struct_without_a_namespace() => Match("""
        public readonly partial struct Counter(IDistributedLocks locks)
        {
            [DistributedLock("counter")]
            public readonly partial Task<int> NextAsync();

            private Task<int> NextAsyncCore() => Task.FromResult(1);
        }
        """);

    [Fact]
    public void Interface_default_member() => Match("""
        namespace Shop;

        public partial interface IOrders<in T>
        {
            IDistributedLocks Locks { get; }

            [DistributedLock("orders/{id}")]
            public virtual partial Task RunAsync(int id, T value);

            private Task RunAsyncCore(int id, T value) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void Static_class_and_extension_method() => Match("""
        namespace Shop;

        public static partial class OrderExtensions
        {
            [DistributedLock("orders/{id}")]
            public static partial Task ArchiveAsync(this int id, params string[] notes);

            private static Task ArchiveAsyncCore(int id, string[] notes) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void Optional_half() => Match("""
        namespace Shop;

        public partial class Log
        {
            private readonly IDistributedLocks _locks = null!;

            [DistributedLock("log")]
            partial void Write();

            private void WriteCore() { }
        }
        """);

    [Fact]
    public void Overloads_and_names_that_differ_in_case_only()
    {
        var run = GeneratorRun.OfGood("""
            namespace Shop
            {
                public partial class Orders(IDistributedLocks locks)
                {
                    [DistributedLock("a")] public partial Task RunAsync();
                    [DistributedLock("b")] public partial Task RunAsync(int id);
                    [DistributedLock("c")] public partial Task RUNAsync();
                    [DistributedLock("d")] public partial Task CountAsync();
                    public Task CountAsync(int id) => Task.CompletedTask;
                    private Task RunAsyncCore() => Task.CompletedTask;
                    private Task RunAsyncCore(int id) => Task.CompletedTask;
                    private Task RUNAsyncCore() => Task.CompletedTask;
                    private Task CountAsyncCore() => Task.CompletedTask;
                }

                public partial class orders(IDistributedLocks locks)
                {
                    [DistributedLock("e")] public partial Task CountAsync();
                    private Task CountAsyncCore() => Task.CompletedTask;
                }

                public partial class Orders<T>(IDistributedLocks locks)
                {
                    [DistributedLock("f")] public partial Task CountAsync();
                    private Task CountAsyncCore() => Task.CompletedTask;

                    public partial class Inner(IDistributedLocks locks)
                    {
                        [DistributedLock("g")] public partial Task CountAsync();
                        private Task CountAsyncCore() => Task.CompletedTask;
                    }
                }
            }

            namespace SHOP
            {
                public partial class Stock(IDistributedLocks locks)
                {
                    [DistributedLock("h")] public partial Task CountAsync();
                    private Task CountAsyncCore() => Task.CompletedTask;
                }
            }
            """);

        var hints = run.Result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(hints.Count, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(hints, hint => Assert.DoesNotMatch("[<>=@#~!/:*?|]", hint));
        Assert.Collection(
            hints,
            hint => Assert.Equal("SHOP.Stock.CountAsync.g.cs", hint),
            hint => Assert.StartsWith("Shop.Orders.CountAsync-", hint),
            hint => Assert.StartsWith("Shop.Orders.RUNAsync-", hint),
            hint => Assert.StartsWith("Shop.Orders.RunAsync-", hint),
            hint => Assert.StartsWith("Shop.Orders.RunAsync-", hint),
            hint => Assert.Equal("Shop.Orders`1+Inner.CountAsync.g.cs", hint),
            hint => Assert.Equal("Shop.Orders`1.CountAsync.g.cs", hint),
            hint => Assert.StartsWith("Shop.orders.CountAsync-", hint));
    }

    private static void Match(string source, [CallerMemberName] string test = "") =>
        Snapshots.Match(GeneratorRun.OfGood(source), nameof(PlacementTests), test);
}
