using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Options;

/// <summary>ZKL0307: a method that waits for ever can be cancelled.</summary>
public class AddTokenFixTests
{
    private const string Id = "ZKL0307";
    private const string Caller = "public class Caller(Service service) { public Task CallAsync() => service.RunAsync(1); }";

    [Theory]
    [InlineData("int id", "int id, CancellationToken cancellationToken")]
    [InlineData("int id, LockHandle handle", "int id, LockHandle handle, CancellationToken cancellationToken")]
    [InlineData("int id, CancellationToken stop", "int id, CancellationToken stop")]
    public Task Definition_and_body_get_a_token_and_callers_stay(string before, string after) => Fixed.ByOne(
        new AddTokenFix(),
        Id,
        [Code("int id", before, "await Task.Yield();"), Caller],
        [Code("int id, CancellationToken cancellationToken = default", after, "await Task.Yield();"), Caller],
        title: "Add a CancellationToken to 'RunAsync'");

    [Fact]
    public Task What_the_body_awaits_gets_it_too() => Fixed.ByOne(
        new AddTokenFix(),
        Id,
        Code("", "", "await Task.Delay(1);"),
        Code("CancellationToken cancellationToken = default", "CancellationToken cancellationToken", "await Task.Delay(1, cancellationToken);"));

    [Fact]
    public Task An_optional_parameter_stays_before_it() => Fixed.ByOne(
        new AddTokenFix(),
        Id,
        "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void Run(int id = 1);\n    private void RunCore(int number) { }\n}",
        "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial void Run(int id = 1, CancellationToken cancellationToken = default);\n    private void RunCore(int number, CancellationToken cancellationToken) { }\n}");

    [Fact]
    public Task A_sequence_marks_it() => Fixed.ByOne(
        new AddTokenFix(),
        Id,
        Sequence("", "", "").TrimStart('\n'),
        Sequence("using System.Runtime.CompilerServices;", "[EnumeratorCancellation] CancellationToken cancellationToken = default", "[EnumeratorCancellation] CancellationToken cancellationToken"));

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(
        new AddTokenFix(),
        Id,
        Code("", "", "await Task.Yield();"),
        Code("CancellationToken cancellationToken = default", "CancellationToken cancellationToken", "await Task.Yield();"));

    [Theory]
    [InlineData("int id", "int id", "public interface IRun { Task RunAsync(int id); } public partial class Service : IRun;")]
    [InlineData("int id", "int id", "public interface IRun { Task RunAsync(int id) => Task.CompletedTask; } public partial class Service : IRun;")]
    [InlineData("int id", "int id", "public class Caller(Service service) { public Func<int, Task> Call => service.RunAsync; }")]
    [InlineData("int id", "int id", "public partial class Service { public Task RunAsync(int id, CancellationToken stop) => Task.CompletedTask; }")]
    [InlineData("int cancellationToken", "int cancellationToken", "")]
    [InlineData("params int[] ids", "params int[] ids", "")]
    public Task No_fix_where_it_would_not_compile_or_be_another_method(string definition, string body, string others) =>
        Fixed.NotOffered(new AddTokenFix(), Id, Code(definition, body, "await Task.Yield();"), others);

    [Theory]
    [InlineData("public virtual")]
    [InlineData("public override")]
    public Task No_fix_where_others_give_the_signature(string modifiers) => Fixed.NotOffered(
        new AddTokenFix(),
        Id,
        "public abstract class Base { public virtual void Run() { } }",
        $"#pragma warning disable CS0114\npublic partial class Service(IDistributedLocks locks) : Base {{ [DistributedLock(\"a\")] {modifiers} partial void Run(); private void RunCore() {{ }} }}");

    private static string Code(string definition, string body, string statement) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync({{definition}});

            private async Task RunAsyncCore({{body}}) { {{statement}} }
        }
        """;

    private static string Sequence(string head, string definition, string body) => $$"""
        {{head}}

        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial IAsyncEnumerable<int> ReadAsync({{definition}});

            private async IAsyncEnumerable<int> ReadAsyncCore({{body}})
            {
                await Task.Yield();
                yield return 1;
            }
        }
        """;
}
