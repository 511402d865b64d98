using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Flow;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0405: distributed locks that are waited for inside of a lock of the process.</summary>
public class WaitInsideLockTests
{
    [Fact]
    public async Task The_message_names_both() => Assert.Equal(
        "'RunAsync' waits for a distributed lock while '_gate' is held, so that all who need '_gate' in this process wait too: take the distributed lock first",
        Assert.Single(await In("lock (_gate) { {|ZKL0405:RunAsync()|}.Wait(); }")).GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("lock (_gate) { {|ZKL0405:RunAsync()|}.GetAwaiter().GetResult(); }")]
    [InlineData("lock (_gate) { Console.WriteLine({|ZKL0405:CountAsync()|}.Result); }")]
    [InlineData("lock (_gate) { if (DateTime.Now.Ticks > 1) { {|ZKL0405:Run()|}; } }")]
    [InlineData("lock (_scoped) { {|ZKL0405:Run()|}; }")]
    [InlineData("lock (_gate) { using var handle = {|ZKL0405:locks.Acquire(\"a\")|}; }")]
    [InlineData("using (_scoped.EnterScope()) { {|ZKL0405:Run()|}; }")]
    [InlineData("using (var scope = _scoped.EnterScope()) { {|ZKL0405:Run()|}; }")]
    [InlineData("{ using var scope = this._scoped.EnterScope(); {|ZKL0405:CountAsync()|}.AsTask().Wait(); }")]
    public Task Inside_a_lock(string statements) => In(statements);

    [Theory]
    [InlineData("await _one.WaitAsync(); try { await {|ZKL0405:RunAsync()|}; } finally { _one.Release(); }")]
    [InlineData("try { await _one.WaitAsync().ConfigureAwait(false); await {|ZKL0405:CountAsync()|}.ConfigureAwait(false); } finally { _one.Release(); }")]
    [InlineData("_one.Wait(); {|ZKL0405:Run()|}; _one.Release();")]
    [InlineData("s_one.Wait(); { await using var handle = await {|ZKL0405:locks.AcquireAsync(\"a\")|}; } s_one.Release();")]
    [InlineData("await _one.WaitAsync(); _one.Release(); await _one.WaitAsync(); await {|ZKL0405:RunAsync()|}; _one.Release();")]
    [InlineData("await _one.WaitAsync(); await _two.WaitAsync(); _two.Release(); await {|ZKL0405:RunAsync()|}; _one.Release();")]
    [InlineData("await _one.WaitAsync(); await foreach (var item in {|ZKL0405:ReadAsync()|}) { } _one.Release();")]
    [InlineData("await _one.WaitAsync(); await foreach (var item in {|ZKL0405:ReadAsync()|}.ConfigureAwait(false)) { } _one.Release();")]
    [InlineData("Func<Task> later = async () => { await _one.WaitAsync(); await {|ZKL0405:RunAsync()|}; _one.Release(); }; await later();")]
    public Task Before_the_release_of_a_semaphore(string statements) => In(statements);

    [Theory]
    [InlineData("Task work; lock (_gate) { work = RunAsync(); } await work;")]
    [InlineData("lock (_gate) { Func<Task> later = async () => await RunAsync(); }")]
    [InlineData("lock (_gate) { void Later() => Run(); _ = nameof(Later); }")]
    [InlineData("lock (_gate) { } Run();")]
    [InlineData("lock (_gate) { RunAsyncCore().Wait(); }")]
    [InlineData("using (locks.Acquire(\"a\")) { Run(); }")]
    [InlineData("using (_scoped.EnterScope()) { } Run();")]
    [InlineData("{ using var scope = _scoped.EnterScope(); } Run();")]
    [InlineData("await _one.WaitAsync(); await RunAsync();")]
    [InlineData("await _one.WaitAsync(); _one.Release(); await RunAsync();")]
    [InlineData("await _one.WaitAsync(); try { Console.WriteLine(); } finally { _one.Release(); } await RunAsync(); _one.Release();")]
    [InlineData("await _one.WaitAsync(); { _one.Release(); await RunAsync(); } _one.Release();")]
    [InlineData("await _one.WaitAsync(); await RunAsync(); _two.Release();")]
    [InlineData("await _one.WaitAsync(1); await RunAsync(); _one.Release();")]
    [InlineData("if (_one.Wait(1)) { Run(); _one.Release(); }")]
    [InlineData("await _one.WaitAsync(); var work = RunAsync(); _one.Release(); await work;")]
    [InlineData("await RunAsync(); await _one.WaitAsync(); _one.Release();")]
    [InlineData("await other._one.WaitAsync(); await RunAsync(); other._one.Release();")]
    public Task Outside_or_not_for_certain(string statements) => In(statements);

    private static Task<IReadOnlyList<Diagnostic>> In(string statements) => Flagged.By<WaitInsideLockAnalyzer>($$"""
        #pragma warning disable CS1998, CS8321, CS0414
        public partial class Service(IDistributedLocks locks)
        {
            private static readonly SemaphoreSlim s_one = new(1);
            private readonly SemaphoreSlim _one = new(1), _two = new(1);
            private readonly object _gate = new();
            private readonly Lock _scoped = new();

            public async Task UseAsync(Service other) { {{statements}} }

            [DistributedLock("a")] public partial Task RunAsync();
            [DistributedLock("a")] public partial ValueTask<int> CountAsync();
            [DistributedLock("a")] public partial void Run();
            [DistributedLock("a")] public partial IAsyncEnumerable<int> ReadAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
            private ValueTask<int> CountAsyncCore() => default;
            private void RunCore() { }
            private IAsyncEnumerable<int> ReadAsyncCore() => throw new NotSupportedException();
        }
        """);
}
