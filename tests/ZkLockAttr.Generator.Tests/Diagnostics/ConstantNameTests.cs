using System.Globalization;
using ZkLockAttr.Generator.Naming;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0212 and ZKL0213: constant names that meet.</summary>
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

    [Fact]
    public Task The_same_braces() => Flagged.By<ConstantNameAnalyzer>(
        Type("A", "[DistributedLock(\"{{a}}\")]"), Type("B", "[DistributedLock({|ZKL0213:\"{{a\" + \"}}\"|})]"));

    [Theory]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders2/a\")]")]
    [InlineData("[DistributedLock(\"orders/all\")]", "[DistributedLock(\"orders/archive\")]")]
    [InlineData("[DistributedLock(\"orders/{id}\")]", "[DistributedLock(\"orders/{id}\")]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"orders/{id}\")]")]
    [InlineData("[DistributedLock(\"orders\")]", "[DistributedLock(\"Orders\")]")]
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
