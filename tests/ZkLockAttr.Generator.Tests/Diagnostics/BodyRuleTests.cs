using System.Globalization;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0101 to ZKL0104: the body that is not there, or is another.</summary>
public class BodyRuleTests
{
    [Fact]
    public async Task Missing()
    {
        var diagnostics = await InType("""
            [DistributedLock("a")] public partial Task<int?> {|ZKL0101:RunAsync|}<T>(T value, params string?[] rest);
            """);
        Assert.Equal(
            "'RunAsync' has no body to run under its lock: write 'private Task<int?> RunAsyncCore<T>(T value, params string?[] rest)'",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Missing_under_the_name_that_was_given() => InType("""
        [DistributedLock("a", Body = {|ZKL0101:"Work"|})] public partial Task RunAsync();
        private Task RunAsyncCore() => Task.CompletedTask;
        """);

    [Fact]
    public Task A_method_is_not_its_own_body() => InType("""
        [DistributedLock("a", Body = {|ZKL0101:nameof(RunAsync)|})] public partial Task RunAsync();
        """);

    [Theory]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}(string id)", "its parameter 'id' has no counterpart")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}(ref int id)", "its parameter 'id' has no counterpart")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}()", "its parameters differ in number or order")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}(int id, int more)", "its parameters differ in number or order")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}(int id, LockHandle a, LockHandle b)", "its parameters differ in number or order")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}(int id, CancellationToken a, CancellationToken b)", "its parameters differ in number or order")]
    [InlineData("ValueTask {|ZKL0102:RunAsyncCore|}(int id)", "it returns 'ValueTask'")]
    [InlineData("void {|ZKL0102:RunAsyncCore|}(int id)", "it returns 'void'")]
    [InlineData("Task {|ZKL0102:RunAsyncCore|}<T>(int id)", "it has 1 type parameter where 0 should be")]
    public async Task Different(string body, string difference)
    {
        var diagnostics = await InType($$"""
            [DistributedLock("a")] public partial Task RunAsync(int id);
            private {{body}} => throw new NotSupportedException();
            """);
        Assert.Contains(difference, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Different_constraints() => InType("""
        [DistributedLock("a")] public partial Task RunAsync<T>(T id) where T : class;
        private Task {|ZKL0102:RunAsyncCore|}<T>(T id) where T : class, new() => Task.CompletedTask;
        """);

    [Fact]
    public Task An_instance_body_of_a_static_method() => InType("""
        [DistributedLock("a")] public static partial Task RunAsync(IDistributedLocks mine);
        private Task {|ZKL0102:RunAsyncCore|}(IDistributedLocks mine) => Task.CompletedTask;
        """);

    [Theory]
    [InlineData("void")]
    [InlineData("Task")]
    public Task Async_void(string result) => InType($$"""
        [DistributedLock("a")] public partial {{result}} RunAsync();
        private async void {|ZKL0103:RunAsyncCore|}() => await Task.Yield();
        """);

    [Fact]
    public Task Ambiguous() => InType("""
        [DistributedLock("a")] public partial Task {|ZKL0104:RunAsync|}(int id);
        private Task RunAsyncCore(int id, LockHandle handle) => Task.CompletedTask;
        private Task RunAsyncCore(int id, CancellationToken stop) => Task.CompletedTask;
        """);

    [Fact]
    public Task Good_bodies() => InType("""
        [DistributedLock("a")] public partial Task<(int A, string? B)> RunAsync<T>(T id, dynamic value, List<object> list) where T : IComparable<T>;
        private static async Task<(int, string?)> RunAsyncCore<U>(U id, LockHandle handle, object value, List<dynamic> list, CancellationToken stop)
            where U : IComparable<U>
        {
            await Task.Yield();
            return (1, null);
        }
        """);

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> InType(string members) => Flagged.ByAnalyzer($$"""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
        {{members}}
        }
        """);
}
