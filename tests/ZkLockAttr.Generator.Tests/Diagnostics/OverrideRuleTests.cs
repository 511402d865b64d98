using System.Globalization;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0013: overrides that run without the lock of what they override.</summary>
public class OverrideRuleTests
{
    private const string Base = """
        public partial class Base(IDistributedLocks locks)
        {
            protected IDistributedLocks Locks => locks;
            [DistributedLock("a")] public virtual partial Task<int> RunAsync();
            protected virtual Task<int> RunAsyncCore() => Task.FromResult(1);
        }
        """;

    [Fact]
    public async Task An_override_without_the_attribute()
    {
        var diagnostics = await Flagged.By<OverrideAnalyzer>(Base, """
            public class Derived(IDistributedLocks locks) : Base(locks)
            {
                public override Task<int> {|ZKL0013:RunAsync|}() => Task.FromResult(2);
            }
            """);
        Assert.Equal(
            "'RunAsync' overrides a locked method but takes no lock itself: mark it [DistributedLock] too, or call 'base.RunAsync'",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_override_without_the_semaphore()
    {
        var diagnostics = await Flagged.By<OverrideAnalyzer>(
            Base.Replace("[DistributedLock(\"a\")]", "[DistributedSemaphore(\"a\", 3)]", StringComparison.Ordinal),
            """
            public class Derived(IDistributedLocks locks) : Base(locks)
            {
                public override Task<int> {|ZKL0013:RunAsync|}() => Task.FromResult(2);
            }
            """);
        Assert.Contains("mark it [DistributedSemaphore] too", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task An_override_in_another_project() => Flagged.ByWithReference<OverrideAnalyzer>(Base, """
        public class Derived(IDistributedLocks locks) : Base(locks)
        {
            public override Task<int> {|ZKL0013:RunAsync|}() { return Task.FromResult(2); }
        }
        """);

    [Theory]
    [InlineData("[DistributedLock(\"b\")] public override partial Task<int> RunAsync();")]
    [InlineData("public override async Task<int> RunAsync() { Console.WriteLine(); return await base.RunAsync() + 1; }")]
    [InlineData("public override Task<int> RunAsync() => throw new NotSupportedException();")]
    [InlineData("public override Task<int> RunAsync() { throw new NotSupportedException(); }")]
    [InlineData("public abstract override Task<int> RunAsync();")]
    [InlineData("public new Task<int> RunAsync() => Task.FromResult(2);")]
    [InlineData("protected override Task<int> RunAsyncCore() => Task.FromResult(2);")]
    public Task An_override_that_is_locked_or_never_runs(string member) => Flagged.By<OverrideAnalyzer>(Base, $$"""
        public abstract partial class Derived(IDistributedLocks locks) : Base(locks)
        {
            {{member}}
            {{(member.Contains("RunAsyncCore", StringComparison.Ordinal) ? "" : "protected override Task<int> RunAsyncCore() => Task.FromResult(3);")}}
        }
        """);

    [Fact]
    public Task An_override_of_a_method_without_a_lock() => Flagged.By<OverrideAnalyzer>("""
        public class Base { public virtual Task RunAsync() => Task.CompletedTask; }
        public class Derived : Base { public override Task RunAsync() => Task.CompletedTask; public override string ToString() => ""; }
        """);
}
