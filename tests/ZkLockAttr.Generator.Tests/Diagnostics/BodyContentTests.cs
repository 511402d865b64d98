using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0014, ZKL0015, ZKL0108 and ZKL0109: what bodies do and should not.</summary>
public class BodyContentTests
{
    [Fact]
    public async Task A_body_that_calls_the_locked_method_it_overrides()
    {
        var diagnostics = await Check("""
            public partial class Base(IDistributedLocks locks)
            {
                protected IDistributedLocks Locks => locks;
                [DistributedLock("a")] public virtual partial Task RunAsync();
                protected Task RunAsyncCore() => Task.CompletedTask;
            }

            public partial class Derived(IDistributedLocks locks) : Base(locks)
            {
                [DistributedLock("b")] public override partial Task RunAsync();
                private new async Task RunAsyncCore() => await {|ZKL0014:base.RunAsync()|};
            }
            """);
        Assert.Equal(
            "'RunAsyncCore' runs under the lock of 'RunAsync' and calls 'base.RunAsync', which takes a lock again: call the body 'base.RunAsyncCore' instead, or take the attribute off the override",
            Message(diagnostics));
    }

    [Fact]
    public Task Bodies_that_call_something_else_of_the_base() => Check("""
        public partial class Base(IDistributedLocks locks)
        {
            protected IDistributedLocks Locks => locks;
            [DistributedLock("a")] public virtual partial Task RunAsync();
            [DistributedLock("b")] public virtual partial Task OtherAsync();
            public virtual Task FreeAsync() => Task.CompletedTask;
            protected virtual Task RunAsyncCore() => Task.CompletedTask;
            protected virtual Task OtherAsyncCore() => Task.CompletedTask;
        }

        public partial class Derived(IDistributedLocks locks) : Base(locks)
        {
            [DistributedLock("c")] public override partial Task RunAsync();

            protected override async Task RunAsyncCore()
            {
                await base.RunAsyncCore();
                await base.OtherAsync();
                await base.FreeAsync();
            }

            public override Task FreeAsync() => base.RunAsync();
        }
        """);

    [Theory]
    [InlineData("{|ZKL0015:_count++|};", "'RunAsyncCore' changes '_count', but 'RunAsync' is asynchronous")]
    [InlineData("{|ZKL0015:this._count = 1|};", "'_count'")]
    [InlineData("{|ZKL0015:_count += 1|};", "'_count'")]
    [InlineData("{|ZKL0015:_text ??= \"\"|};", "'_text'")]
    [InlineData("Interlocked.Increment({|ZKL0015:ref _count|});", "'_count'")]
    [InlineData("{|ZKL0015:Auto = 1|};", "'Auto'")]
    [InlineData("{|ZKL0015:_point.X = 1|};", "'X'")]
    [InlineData("{|ZKL0015:captured++|};", "'captured'")]
    public async Task A_change_that_is_lost(string statement, string message)
    {
        var diagnostics = await InStruct("Task", statement);
        Assert.Contains(message, Message(diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_list.Add(_count);")]
    [InlineData("_holder.Value = 1;")]
    [InlineData("s_count++;")]
    [InlineData("var count = _count; count++;")]
    [InlineData("var copy = this; copy._count = 1;")]
    [InlineData("_list[0] = 1;")]
    [InlineData("Computed = 1;")]
    public Task A_change_of_something_else(string statement) => InStruct("Task", statement);

    [Fact]
    public Task A_change_by_a_blocking_method() => InStruct("int", "_count++; Auto = 1;");

    [Fact]
    public Task A_change_in_a_class() => InType("""
        private int _count;
        [DistributedLock("a")] public partial Task RunAsync();
        private Task RunAsyncCore() { _count++; return Task.CompletedTask; }
        """);

    [Theory]
    [InlineData("{|ZKL0108:handle.Dispose()|};", "disposes its LockHandle 'handle', which its half releases")]
    [InlineData("await {|ZKL0108:handle.DisposeAsync()|};", "disposes its LockHandle 'handle'")]
    [InlineData("using ({|ZKL0108:handle|}) { }", "disposes its LockHandle 'handle'")]
    [InlineData("await using ({|ZKL0108:handle|}) { }", "disposes its LockHandle 'handle'")]
    [InlineData("using (var mine = {|ZKL0108:handle|}) { }", "disposes its LockHandle 'handle'")]
    [InlineData("await using var mine = {|ZKL0108:handle|};", "disposes its LockHandle 'handle'")]
    [InlineData("{|ZKL0108:_kept = handle|};", "stores its LockHandle 'handle', which is released when the body ends")]
    [InlineData("{|ZKL0108:Kept = handle|};", "stores its LockHandle 'handle'")]
    [InlineData("{|ZKL0108:_kept ??= handle|};", "stores its LockHandle 'handle'")]
    public async Task A_handle_that_is_disposed_or_stored(string statement, string message)
    {
        var diagnostics = await WithHandle(statement);
        Assert.Contains(message, Message(diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_token = handle.FencingToken;")]
    [InlineData("Use(handle);")]
    [InlineData("var same = handle; Use(same);")]
    [InlineData("await using var other = await locks.AcquireAsync(\"b\"); await other.DisposeAsync();")]
    [InlineData("Use(() => handle.Dispose());")]
    public Task A_handle_that_is_used(string statement) => WithHandle(statement);

    [Fact]
    public Task A_handle_of_a_method_that_is_no_body() => InType("""
        private LockHandle? _kept;
        public void Take(LockHandle handle) => _kept = handle;
        public void Release() => _kept?.Dispose();
        """);

    [Theory]
    [InlineData("_ = {|ZKL0109:Task.Run(() => { })|};", "calls 'Run' and does not await it")]
    [InlineData("_ = {|ZKL0109:WorkAsync()|};", "calls 'WorkAsync' and does not await it")]
    [InlineData("{|ZKL0109:Task.Factory.StartNew(() => { })|};", "calls 'StartNew' and does not await it")]
    [InlineData("_ = {|ZKL0109:new ValueTask<int>(1).AsTask()|};", "calls 'AsTask'")]
    public async Task A_task_that_is_thrown_away(string statement, string message)
    {
        var diagnostics = await InBody("Task", $"{statement} return Task.CompletedTask;");
        Assert.Contains(message, Message(diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task", "return WorkAsync();")]
    [InlineData("Task", "var work = WorkAsync(); return work;")]
    [InlineData("Task", "_work = WorkAsync(); return Task.CompletedTask;")]
    [InlineData("Task", "_ = Task.CompletedTask; _ = _list.Count; return WorkAsync();")]
    [InlineData("Task", "_list.ForEach(number => _ = WorkAsync()); return Task.CompletedTask;")]
    [InlineData("void", "WorkAsync().Wait();")]
    public Task A_task_that_is_kept(string result, string statements) => InBody(result, statements);

    [Theory]
    [InlineData("IEnumerable<int>", "return {|ZKL0109:_list.Where(number => number > 1)|};", "returns the query 'Where'")]
    [InlineData("IEnumerable<int>", "return {|ZKL0109:_list.Order()|};", "returns the query 'Order'")]
    [InlineData("Task<IEnumerable<int>>", "return Task.FromResult({|ZKL0109:_list.Select(number => number + 1)|});", "returns the query 'Select'")]
    [InlineData("IEnumerable<int>", "return {|ZKL0109:from number in _list where number > 1 select number + 1|};", "returns the query 'Select'")]
    [InlineData("IQueryable<int>", "return {|ZKL0109:_list.AsQueryable().Where(number => number > 1)|};", "returns the query 'Where'")]
    public async Task A_query_that_is_returned(string result, string statement, string message)
    {
        var diagnostics = await InBody(result, statement);
        Assert.Contains(message, Message(diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_query_that_an_async_body_returns() => InType("""
        [DistributedLock("a")] public partial Task<IEnumerable<int>> RunAsync();
        private async Task<IEnumerable<int>> RunAsyncCore() { await Task.Yield(); return {|ZKL0109:new[] { 1 }.Skip(1)|}; }
        """);

    [Theory]
    [InlineData("IEnumerable<int>", "return _list.Where(number => number > 1).ToList();")]
    [InlineData("IEnumerable<int>", "return Enumerable.Empty<int>();")]
    [InlineData("IEnumerable<int>", "return _list;")]
    [InlineData("ILookup<int, int>", "return _list.ToLookup(number => number);")]
    [InlineData("int", "return _list.Select(number => number).Sum();")]
    public Task A_result_that_is_there(string result, string statement) => InBody(result, statement);

    [Fact]
    public Task What_other_methods_do() => InType("""
        private readonly List<int> _list = [];
        public IEnumerable<int> Query() => _list.Where(number => number > 1);
        public void Start() => _ = Task.Run(() => { });
        """);

    private static string Message(IReadOnlyList<Diagnostic> diagnostics) => Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<Diagnostic>> Check(string code) => Flagged.By<BodyContentAnalyzer>("using System.Linq;\n" + code);

    private static Task<IReadOnlyList<Diagnostic>> InType(string members) => Check($$"""
        #pragma warning disable CS9113, CS0414
        public partial class Service(IDistributedLocks locks)
        {
        {{members}}
        }
        """);

    private static Task<IReadOnlyList<Diagnostic>> InBody(string result, string statements) => InType($$"""
        private readonly List<int> _list = [];
        private Task? _work;
        public Task? Work => _work;
        private Task WorkAsync() => Task.CompletedTask;
        [DistributedLock("a")] public partial {{result}} Run();
        private {{result}} RunCore() { _work = null; {{statements}} }
        """);

    private static Task<IReadOnlyList<Diagnostic>> WithHandle(string statement) => InType($$"""
        private LockHandle? _kept;
        private long _token;
        public LockHandle? Kept { get => _kept; set => _kept = value; }
        public long Token => _token;
        private static void Use(LockHandle handle) { }
        private static void Use(Action action) { }
        [DistributedLock("a")] public partial Task RunAsync();
        private async Task RunAsyncCore(LockHandle handle) { await Task.Yield(); _token = 0; {{statement}} }
        """);

    private static Task<IReadOnlyList<Diagnostic>> InStruct(string result, string statements) => Check($$"""
        #pragma warning disable CS0414, CS0649, CS0169
        public struct Point { public int X; }
        public class Holder { public int Value; }

        public partial struct Service(IDistributedLocks locks, int captured)
        {
            private static int s_count;
            private int _count;
            private string? _text;
            private Point _point;
            private readonly List<int> _list = [];
            private readonly Holder _holder = new();
            public int Auto { get; set; }
            public int Computed { get => s_count + captured; set => s_count = value; }
            [DistributedLock("a")] public partial {{result}} RunAsync();
            private {{result}} RunAsyncCore() { {{statements}} return {{(result == "Task" ? "Task.CompletedTask" : "1")}}; }
        }
        """);
}
