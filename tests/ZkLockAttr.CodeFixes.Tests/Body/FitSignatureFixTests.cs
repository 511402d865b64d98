using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0102: the body gets the signature of its method.</summary>
public class FitSignatureFixTests
{
    private const string Id = "ZKL0102";

    [Theory]
    [InlineData("Task Run(int id)", "Task RunCore(string id) => Task.CompletedTask;", "Task RunCore(int id) => Task.CompletedTask;")]
    [InlineData("Task Run(int id)", "Task RunCore() => Task.CompletedTask;", "Task RunCore(int id) => Task.CompletedTask;")]
    [InlineData("Task Run(int id)", "Task RunCore(int number, string more) => Task.FromResult(number);", "Task RunCore(int number) => Task.FromResult(number);")]
    [InlineData("Task Run(int a, string b)", "Task RunCore(string b, int a) => Task.FromResult(b.Length + a);", "Task RunCore(int a, string b) => Task.FromResult(b.Length + a);")]
    [InlineData("Task Run(int a, CancellationToken stop)", "Task RunCore(LockHandle handle) => handle.ValidateAsync().AsTask();", "Task RunCore(int a, LockHandle handle, CancellationToken stop) => handle.ValidateAsync().AsTask();")]
    [InlineData("Task Run(int a)", "Task RunCore(LockHandle handle, CancellationToken stop) => Task.Delay(1, stop);", "Task RunCore(int a, LockHandle handle, CancellationToken stop) => Task.Delay(1, stop);")]
    [InlineData("Task Run(int id)", "async ValueTask RunCore(int id) => await Task.Yield();", "async Task RunCore(int id) => await Task.Yield();")]
    [InlineData("bool Run(ref int id, out int o)", "bool RunCore(int id, int o) => throw new InvalidOperationException();", "bool RunCore(ref int id, out int o) => throw new InvalidOperationException();")]
    [InlineData("List<string?>? Run()", "object RunCore() => null!;", "List<string?>? RunCore() => null!;")]
    [InlineData("Task Run<T>(T id) where T : class", "Task RunCore(int id) => Task.CompletedTask;", "Task RunCore<T>(T id) where T : class => Task.CompletedTask;")]
    [InlineData("Task Run<T>(T id, int i)", "Task RunCore<U>(U id) => Task.FromResult<U>(id);", "Task RunCore<U>(U id, int i) => Task.FromResult<U>(id);")]
    [InlineData("Task Run<T>(T id) where T : class", "Task RunCore<T>(T id) where T : struct => Task.CompletedTask;", "Task RunCore<T>(T id) where T : class => Task.CompletedTask;")]
    [InlineData("Task Run<T>(T id) where T : class", "Task RunCore<T>(T id) => Task.CompletedTask;", "Task RunCore<T>(T id) where T : class => Task.CompletedTask;")]
    [InlineData("Task Run(int id)", "Task RunCore<T>(int id) where T : class => Task.CompletedTask;", "Task RunCore(int id) => Task.CompletedTask;")]
    public Task Whatever_differs(string definition, string before, string after) =>
        Fixed.ByOne(new FitSignatureFix(), Id, Code(definition, before), Code(definition, after), title: "Give 'RunCore' the signature of 'Run'");

    [Fact]
    public Task It_becomes_static() => Fixed.ByOne(
        new FitSignatureFix(),
        Id,
        Code("static Task Run(IDistributedLocks mine)", "Task RunCore(IDistributedLocks mine) => Task.CompletedTask;"),
        Code("static Task Run(IDistributedLocks mine)", "static Task RunCore(IDistributedLocks mine) => Task.CompletedTask;"));

    [Fact]
    public Task Types_are_named_as_the_other_file_has_to() => Fixed.ByOne(
        new FitSignatureFix(),
        Id,
        [
            "using System.Text;\npublic partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void Run(StringBuilder text);\n}",
            "public partial class Service\n{\n    private void RunCore(string text) { }\n}",
        ],
        [
            "using System.Text;\npublic partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void Run(StringBuilder text);\n}",
            "public partial class Service\n{\n    private void RunCore(System.Text.StringBuilder text) { }\n}",
        ]);

    [Fact]
    public Task All_at_once() => Fixed.All(
        new FitSignatureFix(),
        Id,
        FixAllScope.Project,
        [Code("Task Run(int id)", "Task RunCore(string id) => Task.CompletedTask;"), Code("void Run()", "void RunCore(int id) { }").Replace("Service", "Other", StringComparison.Ordinal)],
        [Code("Task Run(int id)", "Task RunCore(int id) => Task.CompletedTask;"), Code("void Run()", "void RunCore() { }").Replace("Service", "Other", StringComparison.Ordinal)]);

    [Theory]
    [InlineData("void Run(int id)", "void RunCore(int id, string used) => Console.WriteLine(used);")]
    [InlineData("Task Run(int id)", "int RunCore(int id) => id;")]
    [InlineData("static void Run(IDistributedLocks mine)", "void RunCore(IDistributedLocks mine) => GC.KeepAlive(this);")]
    [InlineData("void Run<T>(T id) where T : class", "void RunCore<U>(U id) { }")]
    public Task No_fix_where_its_statements_need_what_they_have(string definition, string body) =>
        Fixed.NotOffered(new FitSignatureFix(), Id, Code(definition, body));

    private static string Code(string definition, string body)
    {
        var where = definition.StartsWith("static ", StringComparison.Ordinal) ? "static partial " + definition["static ".Length..] : "partial " + definition;
        return $$"""
            #pragma warning disable CS9113
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public {{where}};
                private {{body}}
            }
            """;
    }
}
