using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0105: a body that others see is hidden.</summary>
public class MakeBodyPrivateFixTests
{
    private const string Id = "ZKL0105";

    [Theory]
    [InlineData("public", "private")]
    [InlineData("internal", "private")]
    [InlineData("protected internal", "private")]
    [InlineData("internal static async protected", "private static async")]
    [InlineData("public virtual", "protected virtual")]
    [InlineData("protected internal virtual", "protected virtual")]
    public Task What_stands_before_it(string before, string after) =>
        Fixed.ByOne(new MakeBodyPrivateFix(), Id, Code(before), Code(after), title: $"Make 'RunAsyncCore' {(after.Contains("protected", StringComparison.Ordinal) ? "protected" : "private")}");

    [Fact]
    public Task Overrides_follow() => Fixed.ByOne(
        new MakeBodyPrivateFix(),
        Id,
        [Code("public virtual"), Derived("public"), "public class Second : Derived { public sealed override Task RunAsyncCore() => base.RunAsyncCore(); }"],
        [Code("protected virtual"), Derived("protected"), "public class Second : Derived { protected sealed override Task RunAsyncCore() => base.RunAsyncCore(); }"]);

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(new MakeBodyPrivateFix(), Id, Code("public"), Code("private"));

    [Theory]
    [InlineData("public class Other { public string Name => nameof(Service.RunAsyncCore); }")]
    [InlineData("public interface IRun { Task RunAsyncCore(); } public partial class Service : IRun;")]
    [InlineData("public class Other : Service { public new Task RunAsyncCore() => Task.CompletedTask; public string Name => nameof(base.RunAsyncCore); }")]
    public Task No_fix_where_others_need_it(string others) => Fixed.NotOffered(new MakeBodyPrivateFix(), Id, Code("public"), others);

    private static string Derived(string accessibility) =>
        $"public class Derived : Service {{ {accessibility} override Task RunAsyncCore() => Task.CompletedTask; }}";

    private static string Code(string modifiers) => $$"""
        public partial class Service
        {
            private readonly IDistributedLocks _locks = null!;

            [DistributedLock("a")] public partial Task RunAsync();

            {{modifiers}} Task RunAsyncCore() {{(modifiers.Contains("async", StringComparison.Ordinal) ? "{ await Task.Yield(); }" : "=> Task.CompletedTask;")}}
        }
        """;
}
