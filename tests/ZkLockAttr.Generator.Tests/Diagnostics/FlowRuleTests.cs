using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Flow;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0401, ZKL0403 and ZKL0404: locks that are taken twice, or for ever.</summary>
public class FlowRuleTests
{
    [Theory]
    [InlineData("await {|ZKL0401:OtherAsync()|};")]
    [InlineData("await {|ZKL0401:this.OtherAsync()|}.ConfigureAwait(true);")]
    [InlineData("var work = {|ZKL0401:OtherAsync()|}; await work;")]
    [InlineData("Console.WriteLine(); { await Task.WhenAll({|ZKL0401:OtherAsync()|}); }")]
    public async Task A_body_that_always_takes_its_lock_again(string statements)
    {
        var diagnostic = Assert.Single(await InBody(statements));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.EndsWith(
            "which takes it again and throws LockRecursionException: move what both need into a method without a lock",
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_always_takes_its_lock_again_by_its_own_method()
    {
        var diagnostic = Assert.Single(await InBody("await {|ZKL0401:RunAsync(1)|};"));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(
            "'RunAsyncCore' runs under the lock 'a' and calls 'RunAsync', which takes it again and throws LockRecursionException: call 'RunAsyncCore' itself",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("if (id > 0) { await {|ZKL0401:OtherAsync()|}; }")]
    [InlineData("if (id > 0) { return; } await {|ZKL0401:OtherAsync()|};")]
    [InlineData("while (id-- > 0) { await {|ZKL0401:OtherAsync()|}; }")]
    [InlineData("await (id > 0 ? {|ZKL0401:OtherAsync()|} : Task.CompletedTask);")]
    [InlineData("try { await Task.Yield(); } catch (Exception) { await {|ZKL0401:OtherAsync()|}; }")]
    public async Task A_body_that_sometimes_takes_its_lock_again(string statements)
    {
        var diagnostic = Assert.Single(await InBody(statements));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(
            "'RunAsyncCore' runs under the lock 'a' and calls 'OtherAsync', which takes it again: move what both need into a method without a lock",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("await AnotherAsync();")]
    [InlineData("await ByIdAsync(id);")]
    [InlineData("await ElsewhereAsync();")]
    [InlineData("await new Service(locks, locks).OtherAsync();")]
    [InlineData("Func<Task> later = () => OtherAsync(); await Task.Yield();")]
    [InlineData("await FreeAsync(); Console.WriteLine(nameof(OtherAsync));")]
    public Task A_body_that_takes_another_lock(string statements) => InBody(statements);

    [Theory]
    [InlineData("DistributedLock(\"a\", Mode = LockMode.Shared)", "DistributedLock(\"a\", Mode = LockMode.Shared)")]
    [InlineData("DistributedLock(\"a\")", "DistributedLock(\"a\", Mode = LockMode.Shared)")]
    [InlineData("DistributedSemaphore(\"a\", 3)", "DistributedSemaphore(\"a\", 3)")]
    [InlineData("DistributedLock(\"b\", \"a\", \"c\")", "DistributedLock(\"d\", \"e/{{}}\", \"a\")")]
    public async Task A_lock_of_whatever_kind_that_is_taken_again(string held, string taken)
    {
        var diagnostic = Assert.Single(await Between(held, taken, "await {|ZKL0401:OtherAsync()|};"));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.StartsWith("'RunAsyncCore' runs under the lock 'a' and calls 'OtherAsync', which takes it again", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await {|ZKL0403:OtherAsync()|};")]
    [InlineData("if (id > 0) { await {|ZKL0403:OtherAsync()|}; }")]
    [InlineData("if (id > 0) { return; } await {|ZKL0403:this.OtherAsync()|}.ConfigureAwait(true);")]
    public async Task A_shared_lock_that_should_become_exclusive(string statements)
    {
        var diagnostic = Assert.Single(await Between("DistributedLock(\"a\", Mode = LockMode.Shared)", "DistributedLock(\"b\", \"a\")", statements));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(
            "'RunAsyncCore' runs under the shared lock 'a' and calls 'OtherAsync', which takes it exclusively and throws LockRecursionException: "
            + "take it exclusively from the start, or call 'OtherAsync' when it is released",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_shared_lock_that_an_override_may_not_take() => Assert.Equal(
        DiagnosticSeverity.Warning,
        Assert.Single(await Between("DistributedLock(\"a\", Mode = LockMode.Shared)", "DistributedLock(\"a\")", "await {|ZKL0403:OtherAsync()|};", "virtual ")).Severity);

    [Theory]
    [InlineData("DistributedLock(\"a\", Mode = LockMode.Shared)", "DistributedLock(\"b\")")]
    [InlineData("DistributedLock(\"a\", \"b\")", "DistributedLock(\"c\", \"d\")")]
    [InlineData("DistributedLock(\"a\", Mode = LockMode.Shared)", "DistributedLock(\"a\", Provider = nameof(far))")]
    [InlineData("DistributedSemaphore(\"a\", 3)", "DistributedSemaphore(\"b\", 3)")]
    [InlineData("DistributedSemaphore(\"a\", 3)", "DistributedSemaphore(\"a\", 4)")]
    [InlineData("DistributedSemaphore(\"a\", 3)", "DistributedLock(\"a\")")]
    public Task Locks_that_have_nothing_to_do_with_each_other(string held, string taken) => Between(held, taken, "await OtherAsync();");

    [Theory]
    [InlineData("await {|ZKL0404:locks.AcquireAsync(\"a\")|};", "AcquireAsync")]
    [InlineData("await {|ZKL0404:locks.TryAcquireAsync(\"a\")|}.ConfigureAwait(false);", "TryAcquireAsync")]
    [InlineData("_ = await {|ZKL0404:locks.AcquireAsync(\"a\")|};", "AcquireAsync")]
    [InlineData("_ = {|ZKL0404:locks.AcquireAsync(\"a\")|};", "AcquireAsync")]
    [InlineData("{|ZKL0404:locks.Acquire(\"a\")|};", "Acquire")]
    [InlineData("{|ZKL0404:own.TryAcquire(\"a\")|};", "TryAcquire")]
    [InlineData("await {|ZKL0404:locks.AcquireAsync(LockRequest.Semaphore(\"a\", 3))|};", "AcquireAsync")]
    [InlineData("Action action = () => { {|ZKL0404:locks.Acquire(\"a\")|}; };", "Acquire")]
    public async Task A_handle_that_is_thrown_away(string statement, string method)
    {
        var diagnostics = await ByHand(statement);
        Assert.Equal(
            $"The LockHandle of '{method}' is thrown away, so nobody can release the lock: write 'await using var handle = ...'",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("await using var handle = await locks.AcquireAsync(\"a\");")]
    [InlineData("using (locks.Acquire(\"a\")) { }")]
    [InlineData("var handle = await locks.TryAcquireAsync(\"a\"); handle?.Dispose();")]
    [InlineData("(await locks.AcquireAsync(\"a\")).Dispose();")]
    [InlineData("Func<Task> vain = async () => await locks.AcquireAsync(\"a\");")]
    [InlineData("Action vain = () => locks.TryAcquire(\"a\");")]
    [InlineData("new Semaphore().Acquire(\"a\");")]
    [InlineData("await using var handle = await locks.AcquireAsync(new LockRequest(\"a\").And(\"b\"));")]
    public Task A_handle_that_is_kept(string statement) => ByHand(statement);

    private static Task<IReadOnlyList<Diagnostic>> InBody(string statements) => Flagged.By<BodyContentAnalyzer>($$"""
        public partial class Service(IDistributedLocks locks, IDistributedLocks far)
        {
            [DistributedLock("a", Provider = nameof(locks))] public partial Task RunAsync(int id);
            [DistributedLock("a", Provider = nameof(locks))] public partial Task OtherAsync();
            [DistributedLock("b", Provider = nameof(locks))] public partial Task AnotherAsync();
            [DistributedLock("{id}", Provider = nameof(locks))] public partial Task ByIdAsync(int id);
            [DistributedLock("a", Provider = nameof(far))] public partial Task ElsewhereAsync();
            private async Task RunAsyncCore(int id) { {{statements}} }
            private Task OtherAsyncCore() => Task.CompletedTask;
            private Task AnotherAsyncCore() => Task.CompletedTask;
            private Task ByIdAsyncCore(int id) => Task.CompletedTask;
            private Task ElsewhereAsyncCore() => Task.CompletedTask;
            private Task FreeAsync() => Task.CompletedTask;
        }
        """);

    private static Task<IReadOnlyList<Diagnostic>> Between(string held, string taken, string statements, string modifier = "") => Flagged.By<BodyContentAnalyzer>($$"""
        public partial class Service(IDistributedLocks locks, IDistributedLocks far)
        {
            public IDistributedLocks Far => far;
            [{{WithProvider(held)}}] public partial Task RunAsync(int id);
            [{{WithProvider(taken)}}] public {{modifier}}partial Task OtherAsync();
            private async Task RunAsyncCore(int id) { {{statements}} }
            private Task OtherAsyncCore() => Task.CompletedTask;
        }
        """);

    private static string WithProvider(string attribute) =>
        attribute.Contains("Provider", StringComparison.Ordinal) ? attribute : attribute[..^1] + ", Provider = nameof(locks))";

    private static Task<IReadOnlyList<Diagnostic>> ByHand(string statement) => Flagged.By<ThrownHandleAnalyzer>($$"""
        #pragma warning disable CS1998, CS9113
        public class Semaphore { public int Acquire(string name) => name.Length; }

        public class Service(IDistributedLocks locks, DistributedLocks own)
        {
            public async Task RunAsync() { _ = own; {{statement}} }
        }
        """);
}
