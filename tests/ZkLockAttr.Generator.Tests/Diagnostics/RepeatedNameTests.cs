using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0401 of names with placeholders: a body calls its own method with the values that it has.</summary>
public class RepeatedNameTests
{
    [Theory]
    [InlineData("{id}", "await {|ZKL0401:RunAsync<T>(id, order, text, more + 1)|};")]
    [InlineData("a/{order.Id}/{text}", "await {|ZKL0401:this.RunAsync<T>(more, order, text, id)|};")]
    [InlineData("{order.Name}", "Console.WriteLine(); await {|ZKL0401:RunAsync<int>(order: order, id: 1, text: text)|};")]
    [InlineData("{T}", "await {|ZKL0401:RunAsync<T>(1, new(1), text)|};")]
    [InlineData("{this.Tenant}", "await {|ZKL0401:RunAsync<T>(1, order, text)|};")]
    [InlineData("a", "await {|ZKL0401:RunAsync<T>(1, order, text)|};")]
    [InlineData("{order.Id}", "await {|ZKL0401:RunAsync<T>(1, order, text)|};", "\"b/{id}\", ")]
    [InlineData("{order.Id}", "await {|ZKL0401:RunAsync<T>(1, order, text)|};", "\"b/{this.Changing}\", ")]
    public async Task The_same_name_for_certain(string name, string statements, string otherNames = "")
    {
        var diagnostic = Assert.Single(await InBody(name, statements, otherNames));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(
            $"'RunAsyncCore' runs under the lock '{name}' and calls 'RunAsync', which takes it again and throws LockRecursionException: call 'RunAsyncCore' itself",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("{id}", "if (more > 0) { await {|ZKL0401:RunAsync<T>(id, order, text, more - 1)|}; }")]
    [InlineData("{order.Weight}", "await {|ZKL0401:RunAsync<T>(id, order, text)|};")]
    [InlineData("{order.Computed}", "await {|ZKL0401:RunAsync<T>(id, order, text)|};")]
    [InlineData("{text.Length}", "await {|ZKL0401:RunAsync<T>(id, order, text)|};")]
    [InlineData("{this.Changing}", "await {|ZKL0401:RunAsync<T>(id, order, text)|};")]
    public async Task The_same_name_unless_something_has_changed(string name, string statements)
    {
        var diagnostic = Assert.Single(await InBody(name, statements));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(
            $"'RunAsyncCore' runs under the lock '{name}' and calls 'RunAsync', which takes it again: call 'RunAsyncCore' itself",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("{id}", "await RunAsync<T>(id - 1, order, text);")]
    [InlineData("{id}", "await RunAsync<T>(more, order, text);")]
    [InlineData("{id}", "id--; await RunAsync<T>(id, order, text);")]
    [InlineData("{id}", "id = 2; await RunAsync<T>(id, order, text);")]
    [InlineData("{id}", "(id, more) = (1, 2); await RunAsync<T>(id, order, text);")]
    [InlineData("{id}", "Interlocked.Increment(ref id); await RunAsync<T>(id, order, text);")]
    [InlineData("{id}", "Action change = () => id++; change(); await RunAsync<T>(id, order, text);")]
    [InlineData("{order.Id}", "await RunAsync<T>(id, new Order(1), text);")]
    [InlineData("{T}", "await RunAsync<int>(id, order, text);")]
    [InlineData("{id}", "await new Service<TType>(locks).RunAsync<T>(id, order, text);")]
    [InlineData("{id}", "await RunAsyncCore<T>(id, order, text, more);")]
    [InlineData("{id}", "Func<Task> later = () => RunAsync<T>(id, order, text); await later();")]
    public Task Another_name_or_another_object(string name, string statements) => InBody(name, statements);

    [Fact]
    public async Task An_override_may_not_take_the_lock()
    {
        var diagnostic = Assert.Single(await Flagged.By<BodyContentAnalyzer>("""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("{id}")] public virtual partial Task RunAsync(int id);
                private Task RunAsyncCore(int id) => {|ZKL0401:RunAsync(id)|};
            }
            """));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public async Task A_body_that_takes_less() => Assert.Equal(
        DiagnosticSeverity.Error,
        Assert.Single(await Flagged.By<BodyContentAnalyzer>("""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("{id}")] public partial Task RunAsync(CancellationToken stop, int id);
                private Task RunAsyncCore(LockHandle handle, int number) => {|ZKL0401:RunAsync(default, number)|};
            }
            """)).Severity);

    [Fact]
    public Task Locks_that_are_a_parameter_may_be_others() => Flagged.By<BodyContentAnalyzer>("""
        public partial class Service
        {
            [DistributedLock("a")] public partial Task RunAsync(IDistributedLocks locks, IDistributedLocks? far = null);
            [DistributedLock("b")] public partial Task ByParameterAsync(IDistributedLocks locks);
            private Task RunAsyncCore(IDistributedLocks locks, IDistributedLocks? far) => RunAsync(far!);
            private Task ByParameterAsyncCore(IDistributedLocks locks) => ByParameterAsync(locks);
        }
        """.Replace("[DistributedLock(\"a\")]", "[DistributedLock(\"a\", Provider = nameof(locks))]", StringComparison.Ordinal));

    private static Task<IReadOnlyList<Diagnostic>> InBody(string name, string statements, string otherNames = "") => Flagged.By<BodyContentAnalyzer>($$"""
        public record Order(int Id) { public readonly string Name = ""; public int Weight { get; set; } public int Computed => Environment.TickCount; }

        public partial class Service<TType>(IDistributedLocks locks)
        {
            private string Tenant { get; } = "";
            public string Changing { get; set; } = "";

            [DistributedLock({{otherNames}}"{{name}}")] public partial Task RunAsync<T>(int id, Order order, string text, int more = 0);

            private async Task RunAsyncCore<T>(int id, Order order, string text, int more) { {{statements}} }
        }
        """);
}
