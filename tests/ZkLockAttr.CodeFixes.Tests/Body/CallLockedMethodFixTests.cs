using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0120: whoever calls a body calls its method instead.</summary>
public class CallLockedMethodFixTests
{
    private const string Id = "ZKL0120";

    [Theory]
    [InlineData("RunCore(1)", "Run(1)", "int id", "int id")]
    [InlineData("this.RunCore(1)", "this.Run(1)", "int id", "int id")]
    [InlineData("(null as Service)?.RunCore(1)", "(null as Service)?.Run(1)", "int id", "int id")]
    [InlineData("RunCore(1, stop)", "Run(1)", "int id", "int id, CancellationToken stop")]
    [InlineData("RunCore(1, null!, stop)", "Run(1, stop)", "int id, CancellationToken stop", "int id, LockHandle handle, CancellationToken stop")]
    [InlineData("RunCore(handle: null!, number: 1, stop: default)", "Run(id: 1)", "int id", "int number, LockHandle handle, CancellationToken stop")]
    [InlineData("RunCore(1)", "Run(1)", "int id, CancellationToken stop = default", "int id")]
    [InlineData("RunCore(1, 2)", "Run(1, second: 2)", "int id, CancellationToken stop = default, int second = 1", "int id, int second")]
    [InlineData("RunCore(stop, 1, 2, 3)", "Run(1, 2, 3)", "params int[] ids", "CancellationToken stop, params int[] ids")]
    [InlineData("RunCore(stop)", "Run()", "params int[] ids", "CancellationToken stop, params int[] ids")]
    [InlineData("((Action<int>)RunCore)(1)", "((Action<int>)Run)(1)", "int id", "int id")]
    public Task A_call_with_its_arguments(string before, string after, string definition, string body) =>
        Fixed.ByOne(new CallLockedMethodFix(), Id, Code(before, definition, body), Code(after, definition, body), title: "Use 'Run', which takes the lock");

    [Fact]
    public Task A_generic_call_from_a_derived_type() => Fixed.ByOne(
        new CallLockedMethodFix(),
        Id,
        """
        public partial class Base(IDistributedLocks locks)
        {
            [DistributedLock("a", Body = nameof(Work))] public partial Task<T> RunAsync<T>(T value);
            protected Task<T> Work<T>(T value, LockHandle? handle) => Task.FromResult(value);
        }

        public class Service(IDistributedLocks locks) : Base(locks)
        {
            public async Task<int> CallAsync() => await base.Work<int>(1, null);
        }
        """,
        """
        public partial class Base(IDistributedLocks locks)
        {
            [DistributedLock("a", Body = nameof(Work))] public partial Task<T> RunAsync<T>(T value);
            protected Task<T> Work<T>(T value, LockHandle? handle) => Task.FromResult(value);
        }

        public class Service(IDistributedLocks locks) : Base(locks)
        {
            public async Task<int> CallAsync() => await base.RunAsync<int>(1);
        }
        """);

    [Fact]
    public Task All_at_once() => Fixed.All(
        new CallLockedMethodFix(),
        Id,
        FixAllScope.Document,
        [Code("RunCore(1); RunCore(2)", "int id", "int id")],
        [Code("Run(1); Run(2)", "int id", "int id")]);

    [Theory]
    [InlineData("RunCore(1)", "int id, CancellationToken stop", "int id")]
    [InlineData("RunCore(1, Make())", "int id", "int id, LockHandle handle")]
    [InlineData("((Action<int, CancellationToken>)RunCore)(1, default)", "int id", "int id, CancellationToken stop")]
    [InlineData("RunCore()", "int id", "int id = 1")]
    [InlineData("RunCore((dynamic)1)", "int id", "int id")]
    public Task No_fix_where_it_cannot_be_called_so(string call, string definition, string body) =>
        Fixed.NotOffered(new CallLockedMethodFix(), Id, Code(call, definition, body));

    [Fact]
    public Task No_fix_where_there_is_no_object_to_call_it_on() => Fixed.NotOffered(
        new CallLockedMethodFix(),
        Id,
        """
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial void Run();
            private static void RunCore() { }
            public static void Call() => RunCore();
        }
        """);

    private static string Code(string call, string definition, string body) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial void Run({{definition}});
            private void RunCore({{body}}) { }
            private static LockHandle Make() => null!;
            public void Call(CancellationToken stop) { {{call}}; }
        }
        """;
}
