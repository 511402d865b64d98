using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>Code while it is being typed: neither generator nor analyzers fall over, and no half runs the body.</summary>
public class BrokenCodeTests
{
    [Theory]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedSemaphore] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedSemaphore(\"a\")] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedSemaphore(\"a\", \"b\")] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedSemaphore(Nothing, Nothing)] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(5)] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(Nothing)] public partial Task RunAsync(); Task RunAsyncCore() => null; }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\", Timeout = 5)] public partial Task RunAsync(); }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\", 5)] public partial Task RunAsync(); }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\", Nothing)] public partial Task RunAsync(); }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(new[] { \"a\", Nothing }] public partial Task RunAsync(); }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\", Mode = Nothing, Retain = 5, HoldAtLeast = )] public partial Task RunAsync(); }")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a{x.")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\")] public partial Task RunAsync(")]
    [InlineData("partial class S(IDistributedLocks l) { [DistributedLock(\"a\")] public partial ")]
    [InlineData("partial class S { [DistributedLock(\"{a.B}\")] public partial Unknown RunAsync(Missing a, Missing<int> b); }")]
    [InlineData("partial class S { [DistributedLock(\"{a}\")] public partial Task RunAsync(int a, int a); Task RunAsyncCore(int a, int b) => null; }")]
    [InlineData("partial class S { [DistributedLock(\"a\"), DistributedLock(\"b\")] public partial Task RunAsync(); }")]
    [InlineData("partial class S { [DistributedLock(\"a\")] public partial Task RunAsync(); [DistributedLock(\"a\")] public partial Task RunAsync(); }")]
    [InlineData("[DistributedLock(\"a\")] partial Task RunAsync();")]
    [InlineData("[DistributedLock(\"a\")] Task RunAsync() => null;")]
    [InlineData("namespace N; [DistributedLock(\"a\")] public partial Task RunAsync();")]
    [InlineData("[DistributedLock(\"a\")] class C { [DistributedLock(\"b\")] int field; [DistributedLock(\"c\")] C() { } }")]
    [InlineData("partial enum E { [DistributedLock(\"a\")] A }")]
    [InlineData("partial class S : S { [DistributedLock(\"{this.X}\")] public partial Task RunAsync(); }")]
    public async Task Neither_generator_nor_analyzers_fall_over(string source)
    {
        var run = GeneratorRun.Of(TestCompilation.Of(source));

        Assert.DoesNotContain(await Flagged.AnalyzeWithAll(run.Output), diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        Assert.Contains(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Code_without_the_library_is_left_alone()
    {
        var run = GeneratorRun.Of(TestCompilation.Of("class DistributedLockAttribute : Attribute; class C { [DistributedLock] void M() { } }"));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }
}
