using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Tests.Harness;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ZkLockAttr.Generator.Tests.Incremental;

/// <summary>What runs again after an edit, and what must not.</summary>
public class RunReasonTests
{
    private const string Service = "Test0.cs";
    private const string Types = "Test1.cs";
    private const string Unrelated = "Test2.cs";

    private static readonly CSharpCompilation Before = TestCompilation.Of(
        """
        namespace Shop;

        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a/{order.Id}", Timeout = "5s")]
            public partial Task AAsync(Order order);

            [DistributedLock("b")]
            public partial Task BAsync();

            private Task AAsyncCore(Order order) => Task.CompletedTask;

            private Task BAsyncCore() => Task.CompletedTask;

            public int Other() => 1;
        }
        """,
        "namespace Shop; public class Order { public int Id { get; set; } }",
        "namespace Shop; public class Unrelated { public int Value() => 1; }");

    [Fact]
    public void Whitespace_before_the_methods() => Assert.All(
        After(Service, text => "\n\n// A comment.\n" + text), AssertNothingWritten);

    [Fact]
    public void Whitespace_in_the_definition_and_its_body() => Assert.All(
        After(Service, text => text.Replace("(Order order)", "( Order  order )", StringComparison.Ordinal)), AssertNothingWritten);

    [Fact]
    public void An_unrelated_file() => Assert.All(
        After(Unrelated, text => text.Replace("=> 1", "=> 2", StringComparison.Ordinal)), AssertNothingWritten);

    [Fact]
    public void An_unrelated_member() => Assert.All(
        After(Service, text => text.Replace("Other() => 1", "Other(int more) => 2 + more", StringComparison.Ordinal)), AssertNothingWritten);

    [Fact]
    public void The_inside_of_a_body() => Assert.All(
        After(Service, text => text.Replace("BAsyncCore() => Task.CompletedTask", "BAsyncCore() => Task.FromResult(1)", StringComparison.Ordinal)),
        AssertNothingWritten);

    [Fact]
    public void A_new_file() => Assert.All(
        After(GeneratorRun.Of(Before).Again(Before.AddSyntaxTrees(TestCompilation.Parse("class Added;", "Added.cs")))), AssertNothingWritten);

    [Fact]
    public void An_attribute_argument() => AssertWritten(
        After(Service, text => text.Replace("\"5s\"", "\"6s\"", StringComparison.Ordinal)), Modified, Cached);

    [Theory]
    [InlineData("\"b\"", "\"b\", \"c\"")]
    [InlineData("\"b\"", "\"b\", Mode = LockMode.Shared")]
    [InlineData("\"b\"", "\"b\", Retain = \"1s\"")]
    [InlineData("\"b\"", "\"b\", HoldAtLeast = \"1s\"")]
    public void What_is_asked_for(string before, string after) => AssertWritten(
        After(Service, text => text.Replace(before, after, StringComparison.Ordinal)), Cached, Modified);

    [Fact]
    public void What_comes_to_the_same() => Assert.All(
        After(Service, text => text.Replace("(\"b\")", "([\"b\"], Mode = LockMode.Exclusive, Retain = \"0s\")", StringComparison.Ordinal)), AssertNothingWritten);

    [Fact]
    public void A_semaphore_beside_locks()
    {
        var before = Before.Edit(Service, text => text.Replace("DistributedLock(\"b\")", "DistributedSemaphore(\"b\", 3)", StringComparison.Ordinal));
        var run = GeneratorRun.Of(before);

        AssertWritten(After(run.Again(before.Edit(Service, text => text.Replace(", 3)", ", 4)", StringComparison.Ordinal)))), Cached, Modified);
        AssertWritten(After(run.Again(before.Edit(Service, text => text.Replace("\"5s\"", "\"6s\"", StringComparison.Ordinal)))), Modified, Cached);
        Assert.All(After(run.Again(before.Edit(Service, text => "\n\n" + text))), AssertNothingWritten);
    }

    [Fact]
    public void A_lock_and_a_semaphore_of_one_name_have_files_of_their_own()
    {
        var run = GeneratorRun.OfGood("""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                [DistributedSemaphore("b", 3)] public partial Task RunAsync(int id);
                private Task RunAsyncCore() => Task.CompletedTask;
                private Task RunAsyncCore(int id) => Task.CompletedTask;
            }
            """);

        Assert.All(run.Result.GeneratedSources, source => Assert.StartsWith("Service.RunAsync-", source.HintName, StringComparison.Ordinal));
        Assert.Equal(2, run.Result.GeneratedSources.Select(source => source.HintName).Distinct().Count());
    }

    [Fact]
    public void A_parameters_name() => AssertWritten(
        After(Service, text => text.Replace("Order order", "Order given", StringComparison.Ordinal).Replace("{order.", "{given.", StringComparison.Ordinal)),
        Modified, Cached);

    [Fact]
    public void A_type_in_another_file_that_changes_the_name() => AssertWritten(
        After(Types, text => text.Replace("int Id", "object Id", StringComparison.Ordinal)), Modified, Cached);

    [Fact]
    public void A_type_in_another_file_that_moves() => AssertWritten(
        After(Types, _ => "namespace System { public class Order { public int Id { get; set; } } }"),
        Modified, Cached);

    [Fact]
    public void A_type_in_another_file_that_changes_nothing_written() => Assert.All(
        After(Types, text => text.Replace("int Id", "long Id", StringComparison.Ordinal)), AssertNothingWritten);

    [Fact]
    public void The_body_in_the_same_file_that_asks_for_more() => AssertWritten(
        After(Service, text => text.Replace("BAsyncCore()", "BAsyncCore(LockHandle handle)", StringComparison.Ordinal)), Cached, Modified);

    [Fact]
    public void An_attribute_that_is_removed()
    {
        var run = GeneratorRun.Of(Before).Again(Before.Edit(Service, text => text.Replace("[DistributedLock(\"b\")]", "", StringComparison.Ordinal)));

        Assert.Equal([Cached, Removed], run.OutputReasons());
        Assert.Equal("Shop.Service.AAsync.g.cs", Assert.Single(run.Result.GeneratedSources).HintName);
    }

    [Fact]
    public void An_overload_that_is_locked_too_gives_both_a_name_of_their_own()
    {
        var run = GeneratorRun.Of(Before).Again(Before.Edit(Service, text => text.Replace(
            "public int Other()",
            "[DistributedLock(\"b\")] public partial Task BAsync(int id); private Task BAsyncCore(int id) => Task.CompletedTask; public int Other()",
            StringComparison.Ordinal)));

        Assert.Equal([Cached, Modified, New], run.OutputReasons());
        Assert.Equal(2, run.Result.GeneratedSources.Count(source => source.HintName.StartsWith("Shop.Service.BAsync-", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refused_method_that_moves_is_reported_where_it_is_now()
    {
        var before = TestCompilation.Of("public partial class Service { [DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; }");
        var run = GeneratorRun.Of(before);
        var moved = run.Again(before.Edit(Service, text => "\n" + text));

        Assert.Equal([Modified], moved.Reasons(TrackingNames.Refusals));
        Assert.Equal(1, Assert.Single(moved.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Valid_code_has_no_refusals() => Assert.Empty(GeneratorRun.Of(Before).Reasons(TrackingNames.Refusals));

    private static IncrementalStepRunReason[] After(string path, Func<string, string> edit) =>
        After(GeneratorRun.Of(Before).Again(Before.Edit(path, edit)));

    private static IncrementalStepRunReason[] After(GeneratorRun run)
    {
        Assert.Equal(2, run.Result.GeneratedSources.Length);
        return run.OutputReasons();
    }

    private static void AssertNothingWritten(IncrementalStepRunReason reason) => Assert.Equal(Cached, reason);

    private static void AssertWritten(IncrementalStepRunReason[] actual, params IncrementalStepRunReason[] expected) => Assert.Equal(expected, actual);
}
