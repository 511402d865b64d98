using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Body;

/// <summary>ZKL0107: the body gets the token, and hands it on.</summary>
public class AddBodyTokenFixTests
{
    private const string Id = "ZKL0107";

    [Theory]
    [InlineData("int id, CancellationToken stop = default", "int id", "int id, CancellationToken stop")]
    [InlineData("CancellationToken stop", "", "CancellationToken stop")]
    [InlineData("CancellationToken @checked, int id", "int number", "CancellationToken @checked, int number")]
    [InlineData("int a, CancellationToken stop, params int[] rest", "int a, params int[] rest", "int a, CancellationToken stop, params int[] rest")]
    public Task In_its_place(string definition, string before, string after) => Fixed.ByOne(
        new AddBodyTokenFix(), Id, Code(definition, before, "await Task.Yield();"), Code(definition, after, "await Task.Yield();"));

    [Theory]
    [InlineData("await Task.Delay(1);", "await Task.Delay(1, stop);")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false);", "await Task.Delay(1, stop).ConfigureAwait(false);")]
    [InlineData("await OptionalAsync(1);", "await OptionalAsync(1, stop);")]
    [InlineData("await OptionalAsync();", "await OptionalAsync(stop: stop);")]
    [InlineData("await OptionalAsync(id: 1);", "await OptionalAsync(id: 1, stop: stop);")]
    [InlineData("await 1.ExtendedAsync();", "await 1.ExtendedAsync(stop);")]
    [InlineData("if (1 > 0) { await NoneAsync(); }", "if (1 > 0) { await NoneAsync(stop); }")]
    public Task What_it_awaits_gets_it_too(string before, string after) => Fixed.ByOne(
        new AddBodyTokenFix(), Id, Code("CancellationToken stop", "", before), Code("CancellationToken stop", "CancellationToken stop", after));

    [Theory]
    [InlineData("await Task.Delay(1, CancellationToken.None);")]
    [InlineData("var kept = Task.Delay(1); await kept;")]
    [InlineData("Func<Task> later = async () => await Task.Delay(1); await later();")]
    [InlineData("await HiddenAsync();")]
    [InlineData("await ManyAsync(1, 2);")]
    public Task What_chose_another_way_stays(string statement) => Fixed.ByOne(
        new AddBodyTokenFix(),
        Id,
        Code("CancellationToken stop", "", statement),
        Code("CancellationToken stop", "CancellationToken stop", statement),
        title: "Give 'RunAsyncCore' the token 'stop'");

    [Fact]
    public Task An_async_iterator_marks_it() => Fixed.ByOne(
        new AddBodyTokenFix(),
        Id,
        Sequence("using System.Runtime.CompilerServices;\n\n", ""),
        Sequence("using System.Runtime.CompilerServices;\n\n", "[EnumeratorCancellation] CancellationToken stop"));

    [Fact]
    public Task A_body_that_is_one_expression() => Fixed.ByOne(
        new AddBodyTokenFix(),
        Id,
        "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial Task RunAsync(CancellationToken stop);\n    private static Task RunAsyncCore() => Task.Delay(1);\n}",
        "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial Task RunAsync(CancellationToken stop);\n    private static Task RunAsyncCore(CancellationToken stop) => Task.Delay(1, stop);\n}");

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(
        new AddBodyTokenFix(),
        Id,
        Code("CancellationToken stop", "", "await NoneAsync();").Replace("Extensions", "ExtensionsOfService", StringComparison.Ordinal),
        Code("CancellationToken stop", "CancellationToken stop", "await NoneAsync(stop);").Replace("Extensions", "ExtensionsOfService", StringComparison.Ordinal));

    [Theory]
    [InlineData("var stop = 1; await Task.Delay(stop);", "")]
    [InlineData("if (1 > 2) { await RunAsyncCore(); } await Task.Yield();", "")]
    [InlineData("await Task.Yield();", "public partial class Service { public string Name => ((Func<Task>)RunAsyncCore).ToString()!; }")]
    public Task No_fix_where_it_would_not_compile(string statement, string others) =>
        Fixed.NotOffered(new AddBodyTokenFix(), Id, Code("CancellationToken stop", "", statement), others);

    private static string Code(string definition, string body, string statement) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync({{definition}});

            private async Task RunAsyncCore({{body}}) { {{statement}} }

            public static Task OptionalAsync(int id = 0, CancellationToken stop = default) => Task.CompletedTask;
            public static Task NoneAsync() => Task.CompletedTask;
            public static Task NoneAsync(CancellationToken stop) => Task.CompletedTask;
            public static Task ManyAsync(params int[] ids) => Task.CompletedTask;
            public static Task HiddenAsync() => Task.CompletedTask;
        }

        public static class Extensions { public static Task ExtendedAsync(this int id, CancellationToken stop = default) => Task.Delay(id, stop); }
        """;

    private static string Sequence(string head, string body) => head + $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial IAsyncEnumerable<int> ReadAsync([EnumeratorCancellation] CancellationToken stop);

            private async IAsyncEnumerable<int> ReadAsyncCore({{body}})
            {
                await Task.Yield();
                yield return 1;
            }
        }
        """;
}
