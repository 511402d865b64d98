using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>Which body a half calls, and what it hands on.</summary>
public class BodyTests
{
    private const string Token = "CancellationToken stop";

    [Theory]
    [InlineData("int id", "int id", "RunAsyncCore(id)")]
    [InlineData("int id", "int other", "RunAsyncCore(id)")]
    [InlineData("int id", "int id, CancellationToken stop", "RunAsyncCore(id, call.Token)")]
    [InlineData("int id", "CancellationToken stop, int id", "RunAsyncCore(call.Token, id)")]
    [InlineData("int id", "LockHandle handle, int id", "RunAsyncCore(call.Handle, id)")]
    [InlineData("int id", "int id, LockHandle handle, CancellationToken stop", "RunAsyncCore(id, call.Handle, call.Token)")]
    [InlineData("int id, CancellationToken stop", "int id, CancellationToken stop", "RunAsyncCore(id, call.Token)")]
    [InlineData("int id, CancellationToken stop", "int id, LockHandle handle, CancellationToken stop", "RunAsyncCore(id, call.Handle, call.Token)")]
    [InlineData("int id, CancellationToken stop", "int id", "RunAsyncCore(id)")]
    [InlineData("CancellationToken first, CancellationToken stop", "CancellationToken first, CancellationToken stop", "RunAsyncCore(first, call.Token)")]
    [InlineData("CancellationToken stop, int id", "CancellationToken stop, int id", "RunAsyncCore(call.Token, id)")]
    [InlineData("dynamic id", "dynamic id", "RunAsyncCore((object)id)")]
    [InlineData("(int A, int B) id", "(int X, int Y) id", "RunAsyncCore(id)")]
    [InlineData("string? id", "string id", "RunAsyncCore(id)")]
    public void Arguments(string definition, string body, string call) => AssertCalls(call, $$"""
        #nullable disable warnings
        [DistributedLock("a")] public partial Task RunAsync({{definition}});
        private Task RunAsyncCore({{body}}) => Task.CompletedTask;
        """);

    [Fact]
    public void An_exact_match_wins() => AssertCalls("RunAsyncCore(id)", $$"""
        [DistributedLock("a")] public partial Task RunAsync(int id);
        private Task RunAsyncCore(int id, LockHandle handle) => Task.CompletedTask;
        private Task RunAsyncCore(int id) => Task.CompletedTask;
        """);

    [Fact]
    public void The_body_of_an_overload_is_no_candidate()
    {
        var files = Halves($$"""
            [DistributedLock("a")] public partial Task RunAsync(int id);
            [DistributedLock("b")] public partial Task RunAsync(int id, {{Token}});
            private Task RunAsyncCore(int id, {{Token}}) => Task.CompletedTask;
            private Task RunAsyncCore(int id, LockHandle handle) => Task.CompletedTask;
            """);

        Assert.Collection(
            files,
            file => Assert.Contains("await RunAsyncCore(id, call.Handle);", file, StringComparison.Ordinal),
            file => Assert.Contains("await RunAsyncCore(id, call.Token);", file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_of_another_name() => AssertCalls("Work<T>(id)", """
        [DistributedLock("a", Body = nameof(Work))] public partial Task RunAsync<T>(int id);
        private Task Work(int id) => Task.CompletedTask;
        private Task Work<T>(int id) => Task.CompletedTask;
        private Task RunAsyncCore<T>(int id) => Task.CompletedTask;
        """);

    [Fact]
    public void A_static_body() => AssertCalls("RunAsyncCore(id)", """
        [DistributedLock("a")] public partial Task RunAsync(int id);
        private static Task RunAsyncCore(int id) => Task.CompletedTask;
        """);

    [Fact]
    public void One_body_for_two_methods() => Assert.All(
        Halves("""
            [DistributedLock("a", Body = nameof(Work))] public partial Task RunAsync();
            [DistributedLock("b", Body = nameof(Work))] public partial Task StopAsync();
            private Task Work() => Task.CompletedTask;
            """),
        file => Assert.Contains("await Work();", file, StringComparison.Ordinal));

    private static void AssertCalls(string call, string members) =>
        Assert.Contains($"await {call};", Assert.Single(Halves(members)), StringComparison.Ordinal);

    private static List<string> Halves(string members)
    {
        var run = GeneratorRun.OfGood($$"""
            public partial class Service(IDistributedLocks locks)
            {
            {{members}}
            }
            """);
        return [.. run.Result.GeneratedSources.OrderBy(source => source.SourceText.Length).Select(source => source.SourceText.ToString())];
    }
}
