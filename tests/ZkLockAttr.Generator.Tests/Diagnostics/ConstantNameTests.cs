using System.Globalization;
using ZkLockAttr.Generator.Naming;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0212, ZKL0213 and ZKL0214: constant names that meet.</summary>
public class ConstantNameTests
{
    [Fact]
    public async Task A_name_above_another()
    {
        var diagnostics = await Flagged.By<ConstantNameAnalyzer>(
            Type("A", "[DistributedLock(\"orders/archive\")]"), Type("B", "[DistributedLock({|ZKL0212:\"orders\"|})]"));
        Assert.Equal(
            "'RunAsync' takes the lock 'orders', below which 'orders/archive' of 'A.RunAsync' lies: let neither be the beginning of the other, as in 'orders/all'",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_same_name_twice()
    {
        var diagnostics = await Flagged.By<ConstantNameAnalyzer>(
            Type("A", "[DistributedLock(\"orders\")]"), Type("B", "[DistributedLock({|ZKL0213:\"orders\"|}, Timeout = \"1s\")]"));
        Assert.Equal(
            "'RunAsync' takes the same lock 'orders' as 'A.RunAsync', so that each waits for the other: write another name if they need not",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[DistributedLock(\"a\")]", "[DistributedSemaphore({|ZKL0214:\"a\"|}, 3)]", "a semaphore of 3", "an exclusive lock")]
    [InlineData("[DistributedSemaphore(\"a\", 5)]", "[DistributedSemaphore({|ZKL0214:\"a\"|}, 3)]", "a semaphore of 3", "a semaphore of 5")]
    [InlineData("[DistributedSemaphore(\"a\", 5)]", "[DistributedLock(\"b\", {|ZKL0214:\"a\"|}, Mode = LockMode.Shared)]", "a shared lock", "a semaphore of 5")]
    public async Task The_same_name_of_two_kinds(string first, string second, string kind, string other)
    {
        var diagnostics = await Flagged.By<ConstantNameAnalyzer>(Type("A", first), Type("B", second));
        Assert.Equal(
            $"'RunAsync' takes 'a' as {kind}, but 'A.RunAsync' takes it as {other}, so one of them throws InvalidOperationException: write another name, or the same in both",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task The_same_name_of_two_kinds_on_overloads() => Flagged.By<ConstantNameAnalyzer>("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedSemaphore("a", 2)] public partial Task RunAsync();
            [DistributedSemaphore({|ZKL0214:"a"|}, 3)] public partial Task RunAsync(int id);
            private Task RunAsyncCore() => Task.CompletedTask;
            private Task RunAsyncCore(int id) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Each_of_several_names() => Flagged.By<ConstantNameAnalyzer>(
        Type("A", "[DistributedLock(\"a\", {|ZKL0212:\"b\"|})]"), Type("B", "[DistributedLock(\"c\", {|ZKL0213:\"a\"|}, \"b/d\")]"));

    [Fact]
    public Task A_name_above_another_of_the_same_method() => Flagged.By<ConstantNameAnalyzer>(Type("A", "[DistributedLock(\"a/b\", {|ZKL0212:\"a\"|})]"));

    [Fact]
    public async Task The_same_semaphore_twice()
    {
        var diagnostics = await Flagged.By<ConstantNameAnalyzer>(
            Type("A", "[DistributedSemaphore(\"a\", 3)]"), Type("B", "[DistributedSemaphore({|ZKL0213:\"a\"|}, 3)]"));
        Assert.Equal(
            "'RunAsync' takes the same semaphore 'a' as 'A.RunAsync', so that each waits for the other: write another name if they need not",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task The_same_braces() => Flagged.By<ConstantNameAnalyzer>(
        Type("A", "[DistributedLock(\"{{a}}\")]"), Type("B", "[DistributedLock({|ZKL0213:\"{{a\" + \"}}\"|})]"));

    [Theory]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders2/a\")]")]
    [InlineData("[DistributedLock(\"orders/all\")]", "[DistributedLock(\"orders/archive\")]")]
    [InlineData("[DistributedLock(\"orders/{id}\")]", "[DistributedLock(\"orders/{id}\")]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders/{id}\")]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"Orders\")]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders\", Mode = LockMode.Shared)]")]
    [InlineData("[DistributedLock(\"orders\", Mode = LockMode.Shared)]", "[DistributedLock(\"orders\", Mode = LockMode.Shared)]")]
    [InlineData("[DistributedLock(\"orders\", \"orders\")]", "[DistributedLock(\"stock\")]")]
    [InlineData("[DistributedSemaphore(\"orders\", 3)]", "[DistributedSemaphore(\"orders\", 5, Provider = nameof(locks))]")]
    [InlineData("[DistributedSemaphore(\"orders/{id}\", 3)]", "[DistributedSemaphore(\"orders/{id}\", 5)]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders\", Provider = nameof(locks))]")]
    public Task Names_apart(string first, string second) => Flagged.By<ConstantNameAnalyzer>(Type("A", first), Type("B", second));

    [Fact]
    public Task Overloads_and_overrides() => Flagged.By<ConstantNameAnalyzer>("""
        public partial class Base(IDistributedLocks locks)
        {
            protected IDistributedLocks Locks => locks;
            [DistributedLock("a")] public virtual partial Task RunAsync();
            [DistributedLock("a")] public virtual partial Task RunAsync(int id);
            protected virtual Task RunAsyncCore() => Task.CompletedTask;
            protected virtual Task RunAsyncCore(int id) => Task.CompletedTask;
        }

        public partial class Derived(IDistributedLocks locks) : Base(locks)
        {
            [DistributedLock("a")] public override partial Task RunAsync();
            protected override Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    private static string Type(string name, string attribute) => $$"""
        public partial class {{name}}(IDistributedLocks locks)
        {
            {{attribute}} public partial Task RunAsync(int id);
            private Task RunAsyncCore(int id) => Task.CompletedTask;
        }
        """;
}
