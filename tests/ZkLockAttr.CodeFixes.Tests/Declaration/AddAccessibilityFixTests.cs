using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0003: the accessibility is said.</summary>
public class AddAccessibilityFixTests
{
    private const string Id = "ZKL0003Fix";

    [Theory]
    [InlineData("partial Task RunAsync();", "private partial Task RunAsync();", null)]
    [InlineData("partial Task RunAsync();", "public partial Task RunAsync();", "Make it public")]
    [InlineData("virtual partial Task RunAsync();", "public virtual partial Task RunAsync();", null)]
    [InlineData("static partial Task RunAsync();", "private static partial Task RunAsync();", "Make it private")]
    public Task Of_a_method(string before, string after, string? key) => Fixed.ByOne(new AddAccessibilityFix(), Id, InService(before), InService(after), key);

    [Theory]
    [InlineData("public")]
    [InlineData("protected")]
    [InlineData("internal")]
    [InlineData("private protected")]
    [InlineData("protected internal")]
    public Task Of_an_override(string accessibility)
    {
        var code = $$"""
            public abstract class Base
            {
                {{accessibility}} abstract Task RunAsync();
            }

            public partial class Service(IDistributedLocks locks) : Base
            {
                [DistributedLock("a")]
                {0}override partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }
            """;
        return Fixed.ByOne(
            new AddAccessibilityFix(),
            Id,
            code.Replace("{0}", "", StringComparison.Ordinal),
            code.Replace("{0}", accessibility + " ", StringComparison.Ordinal),
            title: $"Make 'RunAsync' {accessibility}");
    }

    [Fact]
    public Task Of_a_member_of_an_interface() => Fixed.ByOne(
        new AddAccessibilityFix(),
        Id,
        """
        public partial interface IService
        {
            IDistributedLocks Locks { get; }
            [DistributedLock("a")] virtual partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        """
        public partial interface IService
        {
            IDistributedLocks Locks { get; }
            [DistributedLock("a")] public virtual partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public async Task What_it_is_already_comes_first() => Assert.Equal(
        ["Make 'RunAsync' private", "Make 'RunAsync' public"],
        await Fixed.Titles(new AddAccessibilityFix(), Id, InService("partial Task RunAsync();")));

    [Fact]
    public Task No_fix_for_an_override_of_nothing() => Fixed.NotOffered(new AddAccessibilityFix(), Id, InService("override partial Task RunAsync();"));

    private static string InService(string definition) => $$"""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] {{definition}}
            private static Task RunAsyncCore() => Task.CompletedTask;
        }
        """;
}
