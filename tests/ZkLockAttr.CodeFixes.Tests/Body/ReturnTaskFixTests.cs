using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0103: an async void body returns Task, and its method with it.</summary>
public class ReturnTaskFixTests
{
    private const string Id = "ZKL0103";

    [Theory]
    [InlineData("public partial Task", "public partial Task", "Return Task from 'RunCore'")]
    [InlineData("public partial void", "public partial Task", "Return Task from 'Run' and 'RunCore'")]
    [InlineData("partial void", "private partial Task", null)]
    [InlineData("static partial void", "private static partial Task", null)]
    public Task Both(string before, string after, string? title) =>
        Fixed.ByOne(new ReturnTaskFix(), Id, Code(before, "void"), Code(after, "Task"), title: title);

    [Fact]
    public Task In_two_files() => Fixed.ByOne(
        new ReturnTaskFix(),
        Id,
        [
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void Run();\n}",
            "public partial class Service\n{\n    private async void RunCore() => await Task.Yield();\n}",
        ],
        [
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial Task Run();\n}",
            "public partial class Service\n{\n    private async Task RunCore() => await Task.Yield();\n}",
        ]);

    [Theory]
    [InlineData("public virtual partial void", "")]
    [InlineData("public partial void", ": IRun")]
    [InlineData("public override partial void", ": Base")]
    public Task No_fix_where_others_give_the_signature(string definition, string inherited) => Fixed.NotOffered(
        new ReturnTaskFix(),
        Id,
        $$"""
        public interface IRun { void Run(); }
        public abstract class Base { public abstract void Run(); }
        public partial class Service(IDistributedLocks locks) {{inherited}}
        {
            [DistributedLock("a")] {{definition}} Run();
            private async void RunCore() => await Task.Yield();
        }
        """);

    [Fact]
    public Task No_fix_where_the_method_has_a_result_of_its_own() => Fixed.NotOffered(new ReturnTaskFix(), Id, Code("public partial int", "void"));

    private static string Code(string definition, string body) => $$"""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] {{definition}} Run();
            private static async {{body}} RunCore() => await Task.Yield();
        }
        """;
}
