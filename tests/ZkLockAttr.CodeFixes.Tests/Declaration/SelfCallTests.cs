using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Refactorings;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>What calls itself goes on in the body when it moves there: the method would take the lock again.</summary>
public class SelfCallTests
{
    [Theory]
    [InlineData("a", "await RunAsync(id - 1, stop)", "await RunAsyncCore(id - 1, stop)")]
    [InlineData("a", "await this.RunAsync(id - 1, stop)", "await this.RunAsyncCore(id - 1, stop)")]
    [InlineData("a", "await RunAsync(await RunAsync(1, stop), stop)", "await RunAsyncCore(await RunAsyncCore(1, stop), stop)")]
    [InlineData("a", "await RunAsync(id - 1)", "await RunAsyncCore(id - 1, stop: default)")]
    [InlineData("a", "await RunAsync(stop: stop)", "await RunAsyncCore(stop: stop, id: 1)")]
    [InlineData("a", "await RunAsync()", "await RunAsyncCore(id: 1, stop: default)")]
    [InlineData("a/{id}", "await RunAsync(id, stop)", "await RunAsyncCore(id, stop)")]
    [InlineData("a/{this.Tenant}", "await RunAsync(2, stop)", "await RunAsyncCore(2, stop)")]
    [InlineData("a/{id}\", \"b", "await RunAsync(id - 1, stop)", "await RunAsyncCore(id - 1, stop)")]
    public Task For_the_same_lock(string name, string before, string after) => Moved(name, "public", before, after);

    [Theory]
    [InlineData("a/{id}", "await RunAsync(id - 1, stop)")]
    [InlineData("a/{id}\", \"b/{id}", "await RunAsync(id - 1, stop)")]
    [InlineData("a", "await new Service(locks).RunAsync(id - 1, stop)")]
    [InlineData("a", "await ((Func<Task<int>>)(() => RunAsync(id - 1, stop)))()")]
    [InlineData("a", "nameof(RunAsync).Length + await RunAsync(\"\")")]
    public Task For_another_lock_or_object_or_later_it_stays(string name, string call) => Moved(name, "public", call, call);

    [Fact]
    public Task An_override_would_be_missed_so_it_stays_and_is_told() => Moved("a", "public virtual", "await RunAsync(id - 1, stop)", "await RunAsync(id - 1, stop)", told: "ZKL0401");

    [Fact]
    public Task Of_static_and_generic_methods() => Fixed.ByOne(
        new MakePartialFix(),
        "ZKL0001Fix",
        "public static partial class Service\n{\n    [DistributedLock(\"{T}\")] public static int Count<T>(T item, int depth) => depth == 0 ? Count<int>(1, 1) : Service.Count<T>(item, depth - 1);\n}",
        "public static partial class Service\n{\n    [DistributedLock(\"{T}\")] public static partial int Count<T>(T item, int depth);\n\n    private static int CountCore<T>(T item, int depth) => depth == 0 ? Count<int>(1, 1) : Service.CountCore<T>(item, depth - 1);\n}");

    [Fact]
    public Task An_extension_method_that_is_called_as_one_stays_and_is_told() => Fixed.ByOne(
        new MakePartialFix(),
        "ZKL0001Fix",
        "public static partial class Service\n{\n    [DistributedLock(\"a\")] public static int Count(this int depth) => depth == 0 ? (depth - 1).Count() : Count(depth - 1);\n}",
        "public static partial class Service\n{\n    [DistributedLock(\"a\")] public static partial int Count(this int depth);\n\n    private static int CountCore(int depth) => depth == 0 ? (depth - 1).Count() : CountCore(depth - 1);\n}",
        told: "ZKL0401");

    [Fact]
    public Task Of_a_method_that_is_locked_from_nothing() => Refactored.Is(
        new LockMethodRefactoring(),
        "public class Tree\n{\n    public int $$Count(int depth) => depth == 0 ? 1 : 2 * Count(depth - 1);\n}\n",
        "public partial class Tree(IDistributedLocks locks)\n{\n    [DistributedLock(\"Tree/Count\")]\n    public partial int Count(int depth);\n\n    private int CountCore(int depth) => depth == 0 ? 1 : 2 * CountCore(depth - 1);\n}\n",
        "Lock this method with [DistributedLock]");

    private static Task Moved(string name, string modifiers, string before, string after, string? told = null) => Fixed.ByOne(
        new MakePartialFix(),
        "ZKL0001Fix",
        $$"""
        public partial class Service(IDistributedLocks locks)
        {
            public string Tenant { get; } = "";

            public Task<int> RunAsync(string text) => Task.FromResult(text.Length);

            [DistributedLock("{{name}}")]
            {{modifiers}} async Task<int> RunAsync(int id = 1, CancellationToken stop = default)
            {
                return id > 0 ? 1 : {{before}};
            }
        }
        """,
        $$"""
        public partial class Service(IDistributedLocks locks)
        {
            public string Tenant { get; } = "";

            public Task<int> RunAsync(string text) => Task.FromResult(text.Length);

            [DistributedLock("{{name}}")]
            {{modifiers}} partial Task<int> RunAsync(int id = 1, CancellationToken stop = default);

            private async Task<int> RunAsyncCore(int id, CancellationToken stop)
            {
                return id > 0 ? 1 : {{after}};
            }
        }
        """,
        told: told);
}
