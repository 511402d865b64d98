using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0013: an override runs under a lock again.</summary>
public class LockOverrideFixTests
{
    private const string Id = "ZKL0013";
    private const string Locks = "protected IDistributedLocks Locks => null!;";

    [Fact]
    public Task The_attribute_is_copied_and_the_body_moved() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        [
            Base("\"orders/{id}\", Timeout = \"5s\"", "private"),
            """
            public class Service(IDistributedLocks locks) : Base(locks)
            {
                /// <summary>Runs.</summary>
                [System.ComponentModel.Description("x")]
                public override async Task<int> RunAsync(int id, CancellationToken stop = default)
                {
                    await Task.Delay(1, stop);
                    return id;
                }
            }
            """,
        ],
        [
            Base("\"orders/{id}\", Timeout = \"5s\"", "private"),
            """
            public partial class Service(IDistributedLocks locks) : Base(locks)
            {
                private readonly IDistributedLocks _locks = locks;

                /// <summary>Runs.</summary>
                [DistributedLock("orders/{id}", Timeout = "5s")]
                [System.ComponentModel.Description("x")]
                public override partial Task<int> RunAsync(int id, CancellationToken stop = default);

                private async Task<int> RunAsyncCore(int id, CancellationToken stop)
                {
                    await Task.Delay(1, stop);
                    return id;
                }
            }
            """,
        ],
        title: "Lock 'RunAsync' as the method that it overrides");

    [Fact]
    public Task Locks_of_the_base_are_enough() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        [Base("\"a\"", "private", Locks), Derived],
        [Base("\"a\"", "private", Locks), Locked("\"a\"")]);

    [Fact]
    public Task A_partial_override_gets_the_attribute_alone() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        [
            Base("\"a\"", "private", Locks),
            "public partial class Service() : Base(null!)\n{\n    public override partial Task<int> RunAsync(int id, CancellationToken stop);\n    private Task<int> RunAsyncCore(int id, CancellationToken stop) => Task.FromResult(2);\n}",
        ],
        [
            Base("\"a\"", "private", Locks),
            "public partial class Service() : Base(null!)\n{\n    [DistributedLock(\"a\")]\n    public override partial Task<int> RunAsync(int id, CancellationToken stop);\n    private Task<int> RunAsyncCore(int id, CancellationToken stop) => Task.FromResult(2);\n}",
        ]);

    [Fact]
    public Task The_body_is_overridden_where_it_can_be() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        [Base("\"a\"", "protected virtual"), "public class Service() : Base(null!)\n{\n    public sealed override Task<int> RunAsync(int id, CancellationToken stop) => Task.FromResult(2);\n}"],
        [Base("\"a\"", "protected virtual"), "public class Service() : Base(null!)\n{\n    protected sealed override Task<int> RunAsyncCore(int id, CancellationToken stop) => Task.FromResult(2);\n}"],
        title: "Override the body 'RunAsyncCore' instead");

    [Fact]
    public Task Of_another_project() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        UserSolution.WithReference(Base("\"a/{id}\", Timeout = \"1s\"", "private", Locks), Derived),
        [Locked("\"a/{id}\", Timeout = \"1s\"")]);

    [Fact]
    public Task Of_a_library() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        UserSolution.WithLibrary(Base("\"a\\\"/{id}\", Timeout = \"1s\", OnTimeout = OnTimeout.Throw", "private", Locks), Derived),
        [Locked("\"a\\\"/{id}\", Timeout = \"1s\", OnTimeout = ZkLockAttr.OnTimeout.Throw")]);

    [Fact]
    public Task Of_several_names_in_a_library() => Fixed.ByOne(
        new LockOverrideFix(),
        Id,
        UserSolution.WithLibrary(Base("\"a/{id}\", \"b\", Mode = LockMode.Shared, Retain = null", "private", Locks), Derived),
        [Locked("\"a/{id}\", \"b\", Mode = ZkLockAttr.LockMode.Shared, Retain = null")]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_a_semaphore(bool isLibrary)
    {
        var locked = AsSemaphore(Base("\"a\", 3, Timeout = \"1s\"", "private", Locks));
        return Fixed.ByOne(
            new LockOverrideFix(),
            Id,
            isLibrary ? UserSolution.WithLibrary(locked, Derived) : UserSolution.WithReference(locked, Derived),
            [AsSemaphore(Locked("\"a\", 3, Timeout = \"1s\""))]);
    }

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(new LockOverrideFix(), Id, InOneFile(Derived), InOneFile(Locked("\"a\"")));

    [Theory]
    [InlineData("\"a/{number}\"", "private", "int id")]
    [InlineData("\"a\", Provider = nameof(_own)", "private", "int number")]
    [InlineData("\"a\"", "protected", "int number")]
    public Task No_fix_where_the_lock_or_the_body_would_not_do(string arguments, string body, string parameter) => Fixed.NotOffered(
        new LockOverrideFix(),
        Id,
        $$"""
        public partial class Base
        {
            private readonly IDistributedLocks _own = null!;
            [DistributedLock({{arguments}})] public virtual partial void Run(int number);
            {{body}} void RunCore(int number) { }
        }

        public class Service(IDistributedLocks locks) : Base
        {
            public override void Run({{parameter}}) => Console.WriteLine(locks);
        }
        """);

    [Fact]
    public Task No_fix_without_locks() => Fixed.NotOffered(
        new LockOverrideFix(), Id, Base("\"a\"", "private"), Derived);

    private static string Base(string arguments, string body, string members = "") => $$"""
        #pragma warning disable CS9113
        public partial class Base(IDistributedLocks locks)
        {
            {{members}}
            [DistributedLock({{arguments}})]
            public virtual partial Task<int> RunAsync(int id, CancellationToken stop);
            {{body}} Task<int> RunAsyncCore(int id, CancellationToken stop) => Task.FromResult(1);
        }
        """;

    private static string AsSemaphore(string code) => code.Replace("[DistributedLock", "[DistributedSemaphore", StringComparison.Ordinal);

    private static string InOneFile(string derived) =>
        $"{Base("\"a\"", "private", Locks)}\n\n{derived}".Replace("Base", "BaseOfService", StringComparison.Ordinal);

    private const string Derived = """
        public class Service() : Base(null!)
        {
            public override Task<int> RunAsync(int id, CancellationToken stop) => Task.FromResult(2);
        }
        """;

    private static string Locked(string arguments) => $$"""
        public partial class Service() : Base(null!)
        {
            [DistributedLock({{arguments}})]
            public override partial Task<int> RunAsync(int id, CancellationToken stop);

            private Task<int> RunAsyncCore(int id, CancellationToken stop) => Task.FromResult(2);
        }
        """;
}
