using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0009, ZKL0010, ZKL0012, ZKL0016, ZKL0017, ZKL0105 to ZKL0107 and ZKL0307: methods that work and could be better.</summary>
public class AdviceTests
{
    [Fact]
    public async Task An_interface_member_that_looks_virtual()
    {
        var diagnostics = await Flagged("""
            public partial interface IOrders
            {
                IDistributedLocks Locks { get; }
                [DistributedLock("a", Timeout = "1s")] public partial Task {|ZKL0012:RunAsync|}();
                private Task RunAsyncCore() => Task.CompletedTask;
            }
            """);
        Assert.Equal(
            "'RunAsync' is a partial member of the interface 'IOrders' and not virtual, so a method of that name in a class that implements it is ignored: write 'virtual' before 'partial'",
            Message(diagnostics));
    }

    [Theory]
    [InlineData("public virtual partial")]
    [InlineData("private partial")]
    public Task An_interface_member_that_is_what_it_looks_like(string modifiers) => Flagged($$"""
        public partial interface IOrders
        {
            IDistributedLocks Locks { get; }
            [DistributedLock("a", Timeout = "1s")] {{modifiers}} Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("void", "Task")]
    [InlineData("int", "Task<int>")]
    [InlineData("List<string?>?", "Task<List<string?>?>")]
    public async Task A_method_that_blocks(string result, string better)
    {
        var diagnostics = await InType($$"""
            [DistributedLock("a", Timeout = "1s")] public partial {|ZKL0016:{{result}}|} Run();
            private {{result}} RunCore() => throw new NotSupportedException();
            """);
        Assert.Equal($"'Run' blocks a thread while it waits for its lock: return '{better}' to wait without one", Message(diagnostics));
    }

    [Fact]
    public Task A_method_that_blocks_because_it_was_told_to() => Flagged("""
        public interface IRuns { void Run(); }
        public abstract class Base { public abstract int Count(); }

        public partial class Service(IDistributedLocks locks) : Base, IRuns
        {
            [DistributedLock("a", Timeout = "1s")] public partial void Run();
            private void RunCore() { }

            [DistributedLock("b", Timeout = "1s")] public override partial int Count();
            private int CountCore() => 1;
        }
        """);

    [Theory]
    [InlineData("{|ZKL0017:\"a\"|}")]
    [InlineData("{|ZKL0017:\"a/{id}/{TOuter}\"|}")]
    [InlineData("\"a/{T}\"")]
    [InlineData("\"a/{value}\"")]
    [InlineData("\"a/{list.Count}\"")]
    public Task A_generic_method(string name) => Flagged($$"""
        public partial class Service<TOuter>(IDistributedLocks locks)
        {
            [DistributedLock({{name}}, Timeout = "1s")] public partial Task RunAsync<T>(int id, T value, List<T> list) where T : IFormattable;
            private Task RunAsyncCore<T>(int id, T value, List<T> list) where T : IFormattable => Task.CompletedTask;
        }
        """);

    [Fact]
    public async Task The_message_says_what_to_write_in_the_name()
    {
        var diagnostics = await InType("""
            [DistributedLock({|ZKL0017:"a"|}, Timeout = "1s")] public partial Task RunAsync<T>();
            private Task RunAsyncCore<T>() => Task.CompletedTask;
            """);
        Assert.Equal(
            "The lock name of 'RunAsync' does not depend on 'T', so all instantiations share one lock: add '{T}' to the name if they need not",
            Message(diagnostics));
    }

    [Theory]
    [InlineData("public", "is public")]
    [InlineData("internal", "is internal")]
    [InlineData("protected internal", "is protected internal")]
    public async Task A_body_that_others_see(string accessibility, string who)
    {
        var diagnostics = await InType($$"""
            [DistributedLock("a", Timeout = "1s")] public partial Task RunAsync();
            {{accessibility}} Task {|ZKL0105:RunAsyncCore|}() => Task.CompletedTask;
            """);
        Assert.Equal(
            $"'RunAsyncCore' is the body of 'RunAsync' and {who}, so others can see it and try to call it without the lock: make it private", Message(diagnostics));
    }

    [Fact]
    public Task Bodies_that_few_see() => Flagged("""
        public abstract class Base { public abstract Task AAsyncCore(); }

        public partial class Service(IDistributedLocks locks) : Base
        {
            [DistributedLock("a", Timeout = "1s")] public partial Task AAsync();
            public override Task AAsyncCore() => Task.CompletedTask;

            [DistributedLock("b", Timeout = "1s")] public partial Task BAsync();
            protected virtual Task BAsyncCore() => Task.CompletedTask;

            [DistributedLock("c", Timeout = "1s")] public partial Task CAsync();
            private protected Task CAsyncCore() => Task.CompletedTask;
        }

        public partial interface IService
        {
            IDistributedLocks Locks { get; }
            [DistributedLock("a", Timeout = "1s")] public virtual partial Task RunAsync();
            Task RunAsyncCore();
        }
        """);

    [Fact]
    public async Task A_default_value_on_the_body()
    {
        var diagnostics = await InType("""
            [DistributedLock("a", Timeout = "1s")] public partial Task RunAsync(int count = 1);
            private Task RunAsyncCore(int {|ZKL0106:count|} = 2) => Task.CompletedTask;
            """);
        Assert.Equal("The parameter 'count' of the body 'RunAsyncCore' has a default value, which is never used: write it on 'RunAsync' only", Message(diagnostics));
    }

    [Fact]
    public Task A_callers_name_on_the_body() => InType("""
        [DistributedLock("a", Timeout = "1s")] public partial Task RunAsync([System.Runtime.CompilerServices.CallerMemberName] string? who = null);
        private Task RunAsyncCore([System.Runtime.CompilerServices.CallerMemberName] string? {|ZKL0106:who|} = null) => Task.CompletedTask;
        """);

    [Fact]
    public async Task A_body_without_a_token()
    {
        var diagnostics = await InType("""
            [DistributedLock("a")] public partial Task RunAsync(int id, CancellationToken stop);
            private Task {|ZKL0107:RunAsyncCore|}(int id) => Task.CompletedTask;
            """);
        Assert.Equal(
            "'RunAsync' has a CancellationToken and its body 'RunAsyncCore' takes none, so nothing stops the body when the caller cancels or the lock is lost: add 'CancellationToken stop' to it",
            Message(diagnostics));
    }

    [Fact]
    public Task Bodies_that_can_be_stopped() => InType("""
        [DistributedLock("a")] public partial Task AAsync(CancellationToken stop);
        private Task AAsyncCore(CancellationToken stop) => Task.CompletedTask;

        [DistributedLock("b")] public partial Task BAsync(CancellationToken stop);
        private Task BAsyncCore(LockHandle handle) => Task.CompletedTask;

        [DistributedLock("c", Timeout = "1s")] public partial Task CAsync();
        private Task CAsyncCore() => Task.CompletedTask;
        """);

    [Fact]
    public async Task A_wait_without_an_end()
    {
        var diagnostics = await InType("""
            [DistributedLock("a")] public partial Task {|ZKL0307:RunAsync|}();
            private Task RunAsyncCore(CancellationToken stop) => Task.CompletedTask;
            """);
        Assert.Equal("'RunAsync' waits for its lock as long as it takes and cannot be cancelled: add a CancellationToken, or a Timeout", Message(diagnostics));
    }

    [Fact]
    public async Task A_sequence()
    {
        var diagnostics = await InType("""
            [DistributedLock("a")] public partial {|ZKL0009:IAsyncEnumerable<int>|} ReadAsync(CancellationToken {|ZKL0010:stop|});
            private IAsyncEnumerable<int> ReadAsyncCore(CancellationToken stop) => throw new NotSupportedException();
            """);
        Assert.Equal(
            [
                "'ReadAsync' holds its lock while its result is enumerated, also while the caller works on an item: return a list if that can take long",
                "'ReadAsync' returns a sequence, but 'stop' is not marked [EnumeratorCancellation], so the token of WithCancellation neither ends the wait nor the body: mark it",
            ],
            diagnostics.OrderBy(diagnostic => diagnostic.Id).Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public Task Sequences_that_can_be_cancelled() => InType("""
        [DistributedLock("a")] public partial {|ZKL0009:IAsyncEnumerable<int>|} ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop);
        private IAsyncEnumerable<int> ReadAsyncCore(CancellationToken stop) => throw new NotSupportedException();

        [DistributedLock("b", Timeout = "1s")] public partial {|ZKL0009:IAsyncEnumerable<int>|} CountAsync();
        private IAsyncEnumerable<int> CountAsyncCore() => throw new NotSupportedException();
        """);

    [Fact]
    public Task No_advice_where_there_is_an_error() => Flagged("""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a/{x}")] public partial void Run<T>();
            public void RunCore<T>() { }

            [DistributedLock("a")] public partial void Missing();
        }
        """);

    private static string Message(IReadOnlyList<Diagnostic> diagnostics) => Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<Diagnostic>> Flagged(string code) => Harness.Flagged.By<LockedMethodAdviceAnalyzer>(code);

    private static Task<IReadOnlyList<Diagnostic>> InType(string members) => Flagged($$"""
        public partial class Service(IDistributedLocks locks)
        {
        {{members}}
        }
        """);
}
