using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0006 to ZKL0008: results and parameters that no half can have.</summary>
public class ShapeRuleTests
{
    [Theory]
    [InlineData("IAsyncEnumerator<int>")]
    [InlineData("System.Runtime.CompilerServices.ConfiguredTaskAwaitable")]
    [InlineData("Derived")]
    [InlineData("Span<int>")]
    [InlineData("int*")]
    [InlineData("ref int")]
    [InlineData("ref readonly int")]
    public Task Results_of_another_kind(string result) => Flagged.ByAnalyzer($$"""
        public class Derived() : Task<int>(() => 1);

        public unsafe partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial {|ZKL0006:{{result}}|} Run();
            private {{result}} RunCore() => throw new NotSupportedException();
        }
        """);

    [Theory]
    [InlineData("int")]
    [InlineData("List<Task>")]
    [InlineData("object")]
    [InlineData("T")]
    [InlineData("IEnumerable<int>")]
    public Task Plain_results(string result) => Flagged.ByAnalyzer($$"""
        public partial class Service<T>(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial {{result}} Run();
            private {{result}} RunCore() => throw new NotSupportedException();
        }
        """);

    [Theory]
    [InlineData("ref int id")]
    [InlineData("out int id")]
    [InlineData("in int id")]
    [InlineData("ref readonly int id")]
    [InlineData("Span<int> id")]
    [InlineData("scoped ReadOnlySpan<int> id")]
    [InlineData("params ReadOnlySpan<int> id")]
    [InlineData("int* id")]
    public Task Parameters_of_an_async_method(string parameter) => Flagged.ByAnalyzer($$"""
        public unsafe partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync({|ZKL0007:{{parameter}}|});
            private Task RunAsyncCore({{parameter}}) => throw new NotSupportedException();
        }
        """);

    [Fact]
    public Task A_type_parameter_that_can_be_a_ref_struct() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync<T>({|ZKL0007:T id|}) where T : allows ref struct;
            private Task RunAsyncCore<T>(T id) where T : allows ref struct => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_async_method_of_a_ref_struct() => Flagged.ByAnalyzer("""
        public ref partial struct Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task {|ZKL0007:RunAsync|}();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_unsafe_async_method() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public {|ZKL0007:unsafe|} partial Task RunAsync(int id);
            private unsafe Task RunAsyncCore(int id) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_blocking_method_has_any_parameter() => Flagged.ByAnalyzer("""
        public unsafe partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial int Run(ref int a, out int b, in int c, Span<int> d, int* e);
            private int RunCore(ref int a, out int b, in int c, Span<int> d, int* e) => b = 1;
        }
        """);

    [Fact]
    public Task A_body_that_runs_after_the_release() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial IEnumerable<int> Run();
            private IEnumerable<int> {|ZKL0008:RunCore|}() { yield return 1; }
        }
        """);

    [Fact]
    public Task A_body_with_an_iterator_in_it() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial IEnumerable<int> Run();

            private IEnumerable<int> RunCore()
            {
                return new List<int>(Numbers());
                IEnumerable<int> Numbers() { yield return 1; }
            }
        }
        """);
}
