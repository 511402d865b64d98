using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Options;

/// <summary>ZKL0304: the Fallback is written, or can be reached.</summary>
public class FallbackFixTests
{
    private const string Id = "ZKL0304";

    [Fact]
    public Task Behind_the_body() => Fixed.ByOne(
        new FallbackFix(),
        Id,
        """
        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            /// <summary>Gets.</summary>
            [DistributedLock("a", Timeout = "1s", Fallback = "Cached")]
            public partial Task<T?> GetAsync<T>(T id, CancellationToken stop = default)
                where T : class;

            private Task<T?> GetAsyncCore<T>(T id, LockHandle handle, CancellationToken stop)
                where T : class => Task.FromResult<T?>(id);

            public void Other() { }
        }
        """,
        """
        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            /// <summary>Gets.</summary>
            [DistributedLock("a", Timeout = "1s", Fallback = "Cached")]
            public partial Task<T?> GetAsync<T>(T id, CancellationToken stop = default)
                where T : class;

            private Task<T?> GetAsyncCore<T>(T id, LockHandle handle, CancellationToken stop)
                where T : class => Task.FromResult<T?>(id);

            private Task<T?> Cached<T>(T id, CancellationToken stop)
                where T : class
            {
                throw new NotImplementedException();
            }

            public void Other() { }
        }
        """,
        title: "Write the Fallback 'Cached'");

    [Fact]
    public Task Behind_the_definition_where_the_body_is_elsewhere() => Fixed.ByOne(
        new FallbackFix(),
        Id,
        [
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\", Timeout = \"1s\", Fallback = \"Skip\")] public partial void Run();\n}",
            "public partial class Service { private void RunCore() { } }",
        ],
        [
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\", Timeout = \"1s\", Fallback = \"Skip\")] public partial void Run();\n\n    private void Skip()\n    {\n        throw new NotImplementedException();\n    }\n}",
            "public partial class Service { private void RunCore() { } }",
        ]);

    [Fact]
    public Task An_overload_of_what_does_not_fit() => Fixed.ByOne(
        new FallbackFix(),
        Id,
        Code("Timeout = \"1s\", Fallback = nameof(Other)", "private void Other(int more) { }"),
        Code("Timeout = \"1s\", Fallback = nameof(Other)", "private void Other(int more) { }", """


                private void Other()
                {
                    throw new NotImplementedException();
                }
            """));

    [Theory]
    [InlineData("Timeout = \"1s\", OnTimeout = OnTimeout.Skip, Fallback = nameof(Other)", "Timeout = \"1s\", Fallback = nameof(Other)", "Remove Skip")]
    [InlineData("Timeout = \"1s\", OnTimeout = OnTimeout.Skip, Fallback = nameof(Other)", "Timeout = \"1s\", OnTimeout = OnTimeout.Skip", "Remove Fallback")]
    [InlineData("Fallback = nameof(Other)", "Fallback = nameof(Other), Timeout = \"0s\"", null)]
    public Task Options_that_contradict_each_other(string before, string after, string? key) => Fixed.ByOne(
        new FallbackFix(), Id, Code(before, "private void Other() { }"), Code(after, "private void Other() { }"), key);

    [Fact]
    public async Task What_is_offered() => Assert.Equal(
        ["Remove Skip: call 'Other' when the time runs out", "Remove Fallback: skip when the time runs out"],
        await Fixed.Titles(new FallbackFix(), Id, Code("Timeout = \"1s\", OnTimeout = OnTimeout.Skip, Fallback = nameof(Other)", "private void Other() { }")));

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(
        new FallbackFix(),
        Id,
        Code("Timeout = \"1s\", Fallback = \"Other\"", ""),
        Code("Timeout = \"1s\", Fallback = \"Other\"", "", """


                private void Other()
                {
                    throw new NotImplementedException();
                }
            """));

    [Theory]
    [InlineData("Timeout = \"1s\", Fallback = \"RunCore\"", "")]
    [InlineData("Timeout = \"1s\", Fallback = \"no name\"", "")]
    [InlineData("Timeout = \"1s\", Fallback = nameof(Other)", "private int Other;")]
    [InlineData("Timeout = \"1s\", Fallback = nameof(Other)", "private int Other() => 1;")]
    [InlineData("Timeout = \"1s\", Fallback = nameof(WaitCore)", "[DistributedLock(\"b\")] private partial void Wait(); private void WaitCore() { }")]
    public Task No_fix(string arguments, string members) => Fixed.NotOffered(new FallbackFix(), Id, Code(arguments, members));

    private static string Code(string arguments, string members, string written = "") => $$"""
        #pragma warning disable CS0169
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a", {{arguments}})] public partial void Run();
            private void RunCore() { }{{written}}
            {{members}}
        }
        """;
}
