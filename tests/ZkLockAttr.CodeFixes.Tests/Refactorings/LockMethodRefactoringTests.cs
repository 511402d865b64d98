using ZkLockAttr.CodeFixes.Refactorings;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Refactorings;

/// <summary>An ordinary method gets its lock, with everything that it needs.</summary>
public class LockMethodRefactoringTests
{
    private const string Title = "Lock this method with [DistributedLock]";

    [Fact]
    public Task From_nothing() => Refactored.WithoutOurUsing(
        new LockMethodRefactoring(),
        """
        // Ours.
        using System.Text;
        using Zoo;

        namespace Zoo
        {
            public class Zebra;
        }

        namespace Shop
        {
            public class OrderService
            {
                /// <summary>Places.</summary>
                [Obsolete("x")]
                public async Task<int> $$PlaceAsync(int id, CancellationToken cancellationToken = default)
                {
                    await Task.Delay(1, cancellationToken);
                    return id;
                }
            }
        }
        """,
        """
        // Ours.
        using System.Text;
        using ZkLockAttr;
        using Zoo;

        namespace Zoo
        {
            public class Zebra;
        }

        namespace Shop
        {
            public partial class OrderService(IDistributedLocks locks)
            {
                /// <summary>Places.</summary>
                [DistributedLock("OrderService/Place")]
                [Obsolete("x")]
                public partial Task<int> PlaceAsync(int id, CancellationToken cancellationToken = default);

                [Obsolete("x")]
                private async Task<int> PlaceAsyncCore(int id, CancellationToken cancellationToken)
                {
                    await Task.Delay(1, cancellationToken);
                    return id;
                }
            }
        }
        """,
        Title);

    [Theory]
    [InlineData("", "using ZkLockAttr;\n\n")]
    [InlineData("// Ours.\n", "// Ours.\nusing ZkLockAttr;\n\n")]
    [InlineData("using System.Text; // text\n\n", "using System.Text; // text\nusing ZkLockAttr;\n\n")]
    [InlineData("using static System.Math;\n\n", "using ZkLockAttr;\nusing static System.Math;\n\n")]
    [InlineData("global using System.Text;\n\n", "global using System.Text;\nusing ZkLockAttr;\n\n")]
    public Task The_using_finds_its_place(string before, string after) => Refactored.WithoutOurUsing(
        new LockMethodRefactoring(),
        before + "namespace Shop;\n\npublic class S\n{\n    $$void Run() { }\n}\n",
        after + "namespace Shop;\n\npublic partial class S(IDistributedLocks locks)\n{\n    [DistributedLock(\"S/Run\")]\n    private partial void Run();\n\n    private void RunCore() { }\n}\n",
        Title);

    [Fact]
    public Task Names_that_another_library_has() => Refactored.WithoutOurUsing(
        new LockMethodRefactoring(),
        "public class DistributedLock;\n\npublic class S\n{\n    public void Run$$() { }\n}\n",
        "public class DistributedLock;\n\npublic partial class S(ZkLockAttr.IDistributedLocks locks)\n{\n    [global::ZkLockAttr.DistributedLock(\"S/Run\")]\n    public partial void Run();\n\n    private void RunCore() { }\n}\n",
        Title);

    [Theory]
    [InlineData("class S(IDistributedLocks locks)", "partial class S(IDistributedLocks locks)", "public int $$Get() => 1;", "public partial int Get();\n\n    private int GetCore() => 1;", "")]
    [InlineData("class S(IDistributedLocks a, IDistributedLocks b)", "partial class S(IDistributedLocks a, IDistributedLocks b)", "public int $$Get() => 1;", "public partial int Get();\n\n    private int GetCore() => 1;", ", Provider = nameof(a)")]
    [InlineData("static class S", "static partial class S", "static async Task<int> $$GetAsync() => await Task.FromResult(1);", "private static partial Task<int> GetAsync();\n\n    private static async Task<int> GetAsyncCore() => await Task.FromResult(1);", "")]
    [InlineData("struct S", "partial struct S(IDistributedLocks locks)", "public readonly int $$Get() => 1;", "public readonly partial int Get();\n\n    private readonly int GetCore() => 1;", "")]
    public Task In_every_kind_of_type(string before, string after, string method, string halves, string arguments) => Refactored.Is(
        new LockMethodRefactoring(),
        $"#pragma warning disable CS9113\n{before}\n{{\n    {method}\n}}\n",
        $"#pragma warning disable CS9113\n{after}\n{{\n    [DistributedLock(\"S/Get\"{arguments})]\n    {halves}\n}}\n",
        Title);

    [Theory]
    [InlineData("$$public void Run() { }", "on a modifier")]
    [InlineData("public vo$$id Run() { }", "on the result")]
    [InlineData("public void Run$$() { }", "behind the name")]
    public Task Offered_on_the_signature(string member, string where) => Refactored.Is(
        new LockMethodRefactoring(),
        $"// {where}\npublic class Service\n{{\n    {member}\n}}",
        $"// {where}\npublic partial class Service(IDistributedLocks locks)\n{{\n    [DistributedLock(\"Service/Run\")]\n    public partial void Run();\n\n    private void RunCore() {{ }}\n}}",
        Title);

    [Theory]
    [InlineData("public void Run() { $$ }")]
    [InlineData("public void Run(int $$a) { }")]
    [InlineData("public async void $$Run() => await Task.Yield();")]
    [InlineData("public abstract void $$Run();")]
    [InlineData("public IEnumerable<int> $$Run() { yield return 1; }")]
    [InlineData("public Span<int> $$Run() => default;")]
    [InlineData("public Task $$Run(ref int a) => Task.CompletedTask;")]
    [InlineData("public Task $$Run(Span<int> a) => Task.CompletedTask;")]
    [InlineData("public static void $$Main() { }")]
    [InlineData("public void $$Run() { } private void RunCore() { }")]
    [InlineData("[DistributedLock(\"a\")] public partial void $$Run(); private void RunCore() { }")]
    [InlineData("void IDisposable.$$Dispose() { }")]
    [InlineData("public Service(int a) { } public Service(IDistributedLocks l, int a) { } public void $$Run() { }")]
    [InlineData("public void Outer() { void $$Run() { } }")]
    public Task Not_offered(string member) =>
        Refactored.NotOffered(new LockMethodRefactoring(), $"public abstract partial class Service : IDisposable {{ {member} }}");

    [Fact]
    public Task Not_offered_in_a_file_local_type() =>
        Refactored.NotOffered(new LockMethodRefactoring(), "file class Service { public void $$Run() { } }");
}
