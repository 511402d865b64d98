using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0012: a partial interface member becomes virtual.</summary>
public class MakeVirtualFixTests
{
    private const string Id = "ZKL0012";

    [Theory]
    [InlineData("public partial", "public virtual partial")]
    [InlineData("internal partial", "internal virtual partial")]
    public Task The_word_stands_before_partial(string before, string after) =>
        Fixed.ByOne(new MakeVirtualFix(), Id, Code(before), Code(after), title: "Make 'RunAsync' virtual");

    [Fact]
    public Task A_class_may_then_replace_it() => Fixed.ByOne(
        new MakeVirtualFix(),
        Id,
        Code("public partial") + "\npublic class Other(IDistributedLocks locks) : IService { public IDistributedLocks Locks => locks; public Task RunAsync() => Task.CompletedTask; }",
        Code("public virtual partial") + "\npublic class Other(IDistributedLocks locks) : IService { public IDistributedLocks Locks => locks; public Task RunAsync() => Task.CompletedTask; }");

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(new MakeVirtualFix(), Id, Code("public partial"), Code("public virtual partial"));

    private static string Code(string modifiers) => $$"""
        public partial interface IService
        {
            IDistributedLocks Locks { get; }

            [DistributedLock("a")] {{modifiers}} Task RunAsync();

            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """;
}
