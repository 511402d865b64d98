using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Declaration;

/// <summary>ZKL0001 and ZKL0002: the method and its types become partial, and the body moves.</summary>
public class MakePartialFixTests
{
    private const string Method = "ZKL0001Fix";
    private const string Type = "ZKL0002Fix";

    [Fact]
    public Task A_method_with_a_block() => Fixed.ByOne(
        new MakePartialFix(),
        Method,
        """
        public record Order(int Id);

        public class OrderService(IDistributedLocks locks)
        {
            /// <summary>Places an order.</summary>
            /// <param name="order">The order.</param>
            [DistributedLock("orders/{order.Id}")]
            public async Task<int> PlaceAsync(Order order, CancellationToken cancellationToken = default)
            {
                // One at a time.
                await Task.Delay(order.Id, cancellationToken);
                return order.Id;
            }

            public void Other() { }
        }
        """,
        """
        public record Order(int Id);

        public partial class OrderService(IDistributedLocks locks)
        {
            /// <summary>Places an order.</summary>
            /// <param name="order">The order.</param>
            [DistributedLock("orders/{order.Id}")]
            public partial Task<int> PlaceAsync(Order order, CancellationToken cancellationToken = default);

            private async Task<int> PlaceAsyncCore(Order order, CancellationToken cancellationToken)
            {
                // One at a time.
                await Task.Delay(order.Id, cancellationToken);
                return order.Id;
            }

            public void Other() { }
        }
        """,
        title: "Make 'PlaceAsync' partial and move its body to 'PlaceAsyncCore'");

    [Fact]
    public Task An_expression_body() => InService(
        """
            [DistributedLock("a")]
            public Task RunAsync() => Task.CompletedTask; // quick
        """,
        """
            [DistributedLock("a")]
            public partial Task RunAsync();

            private Task RunAsyncCore() => Task.CompletedTask; // quick
        """);

    [Fact]
    public Task A_method_without_a_body() => InService(
        """
            [DistributedLock("a")]
            public Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        """,
        """
            [DistributedLock("a")]
            public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        """);

    [Fact]
    public Task The_layout_is_kept() => InService(
        """
            [DistributedLock("a")]
            public Task<List<T>> RunAsync<T>(
                T value, // the value
                int count = 1)
                where T : class, new()
                => Task.FromResult(new List<T>());
        """,
        """
            [DistributedLock("a")]
            public partial Task<List<T>> RunAsync<T>(
                T value, // the value
                int count = 1)
                where T : class, new();

            private Task<List<T>> RunAsyncCore<T>(
                T value, // the value
                int count)
                where T : class, new()
                => Task.FromResult(new List<T>());
        """);

    [Fact]
    public Task The_name_that_was_given() => InService(
        """
            [DistributedLock("a", Body = "Work")]
            public void Run() { }
        """,
        """
            [DistributedLock("a", Body = "Work")]
            public partial void Run();

            private void Work() { }
        """);

    [Theory]
    [InlineData("Task RunAsync() => Task.CompletedTask;", "private partial Task RunAsync();", "private Task RunAsyncCore() => Task.CompletedTask;")]
    [InlineData("static int RunAsync() => 1;", "private static partial int RunAsync();", "private static int RunAsyncCore() => 1;")]
    [InlineData("public virtual void RunAsync() { }", "public virtual partial void RunAsync();", "private void RunAsyncCore() { }")]
    [InlineData("public new string ToString() => \"\";", "public new partial string ToString();", "private string ToStringCore() => \"\";")]
    [InlineData("public sealed override int GetHashCode() => 1;", "public sealed override partial int GetHashCode();", "private int GetHashCodeCore() => 1;")]
    [InlineData("public unsafe void RunAsync(int* p) { }", "public unsafe partial void RunAsync(int* p);", "private unsafe void RunAsyncCore(int* p) { }")]
    [InlineData("public unsafe Task RunAsync() => Task.CompletedTask;", "public partial Task RunAsync();", "private unsafe Task RunAsyncCore() => Task.CompletedTask;")]
    [InlineData(
        "public void RunAsync(ref int a, out int b, in int c, params int[] d) { b = 1; }",
        "public partial void RunAsync(ref int a, out int b, in int c, params int[] d);",
        "private void RunAsyncCore(ref int a, out int b, in int c, params int[] d) { b = 1; }")]
    [InlineData(
        "[Obsolete(\"x\"), System.ComponentModel.Description(\"y\")] public void RunAsync() { }",
        "[Obsolete(\"x\"), System.ComponentModel.Description(\"y\")] public partial void RunAsync();",
        "[Obsolete(\"x\")]\n    private void RunAsyncCore() { }")]
    [InlineData(
        "public void RunAsync([System.Runtime.CompilerServices.CallerMemberName] string who = \"\", [System.Diagnostics.CodeAnalysis.DisallowNull] string? s = \"\") => _ = s.Length;",
        "public partial void RunAsync([System.Runtime.CompilerServices.CallerMemberName] string who = \"\", [System.Diagnostics.CodeAnalysis.DisallowNull] string? s = \"\");",
        "private void RunAsyncCore(string who, [System.Diagnostics.CodeAnalysis.DisallowNull] string? s) => _ = s.Length;")]
    public Task Modifiers_and_parameters(string method, string definition, string body) => InService(
        $$"""
            [DistributedLock("a")]
            {{method}}
        """,
        $$"""
            [DistributedLock("a")]
            {{definition}}

            {{body}}
        """);

    [Fact]
    public Task An_extension_method() => Fixed.ByOne(
        new MakePartialFix(),
        Method,
        """
        public static class Extensions
        {
            [DistributedLock("a/{id}")]
            public static Task RunAsync(this int id, IDistributedLocks locks) => Task.CompletedTask;
        }
        """,
        """
        public static partial class Extensions
        {
            [DistributedLock("a/{id}")]
            public static partial Task RunAsync(this int id, IDistributedLocks locks);

            private static Task RunAsyncCore(int id, IDistributedLocks locks) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_default_member_of_an_interface_stays_virtual() => Fixed.ByOne(
        new MakePartialFix(),
        Method,
        """
        public interface IService
        {
            IDistributedLocks Locks { get; }

            [DistributedLock("a")]
            Task RunAsync() => Task.CompletedTask;

            [DistributedLock("b")]
            private Task HideAsync() => Task.CompletedTask;
        }
        """,
        """
        public partial interface IService
        {
            IDistributedLocks Locks { get; }

            [DistributedLock("a")]
            public virtual partial Task RunAsync();

            private Task RunAsyncCore() => Task.CompletedTask;

            [DistributedLock("b")]
            private partial Task HideAsync();

            private Task HideAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task The_constraints_that_an_override_inherits() => Fixed.ByOne(
        new MakePartialFix(),
        Method,
        """
        public abstract class Base
        {
            public abstract Task RunAsync<T>(T value) where T : struct, IComparable<T>;
        }

        public class Service(IDistributedLocks locks) : Base
        {
            [DistributedLock("a")]
            public override async Task RunAsync<T>(T value)
            {
                await Task.Delay(value.CompareTo(default));
            }
        }
        """,
        """
        public abstract class Base
        {
            public abstract Task RunAsync<T>(T value) where T : struct, IComparable<T>;
        }

        public partial class Service(IDistributedLocks locks) : Base
        {
            [DistributedLock("a")]
            public override partial Task RunAsync<T>(T value);

            private async Task RunAsyncCore<T>(T value)
                where T : struct, global::System.IComparable<T>
            {
                await Task.Delay(value.CompareTo(default));
            }
        }
        """);

    [Fact]
    public Task Directives_inside_and_before_stay() => InService(
        """
        #region One
            [DistributedLock("a")]
            public void Run()
            {
        #if DEBUG
                Console.WriteLine();
        #endif
            }
        #endregion
        """,
        """
        #region One
            [DistributedLock("a")]
            public partial void Run();

            private void RunCore()
            {
        #if DEBUG
                Console.WriteLine();
        #endif
            }
        #endregion
        """);

    [Fact]
    public Task Line_breaks_of_Windows() => Fixed.ByOne(
        new MakePartialFix(),
        Method,
        "public class S(IDistributedLocks l)\r\n{\r\n\t[DistributedLock(\"a\")]\r\n\tpublic void Run() { }\r\n}\r\n",
        "public partial class S(IDistributedLocks l)\r\n{\r\n\t[DistributedLock(\"a\")]\r\n\tpublic partial void Run();\r\n\r\n\tprivate void RunCore() { }\r\n}\r\n");

    [Fact]
    public Task All_types_around_it() => Fixed.ByOne(
        new MakePartialFix(),
        Type,
        """
        public class Outer
        {
            internal readonly ref struct Middle
            {
                public sealed record Inner(IDistributedLocks Locks)
                {
                    [DistributedLock("a")] public partial Task RunAsync();
                    private Task RunAsyncCore() => Task.CompletedTask;
                }
            }
        }
        """,
        """
        public partial class Outer
        {
            internal readonly ref partial struct Middle
            {
                public sealed partial record Inner(IDistributedLocks Locks)
                {
                    [DistributedLock("a")] public partial Task RunAsync();
                    private Task RunAsyncCore() => Task.CompletedTask;
                }
            }
        }
        """,
        title: "Make 'Outer' partial");

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    public Task All_at_once(FixAllScope scope)
    {
        const string Before = """
            public class {0}(IDistributedLocks locks)
            {
                [DistributedLock("a")] public Task OneAsync() => Task.CompletedTask;

                [DistributedLock("b")] public void Two() { }
            }
            """;
        const string After = """
            public partial class {0}(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task OneAsync();

                private Task OneAsyncCore() => Task.CompletedTask;

                [DistributedLock("b")] public partial void Two();

                private void TwoCore() { }
            }
            """;
        return Fixed.All(
            new MakePartialFix(),
            Method,
            scope,
            [Before.Replace("{0}", "A", StringComparison.Ordinal), Before.Replace("{0}", "B", StringComparison.Ordinal)],
            [
                After.Replace("{0}", "A", StringComparison.Ordinal),
                (scope == FixAllScope.Document ? Before : After).Replace("{0}", "B", StringComparison.Ordinal),
            ]);
    }

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; private Task RunAsyncCore() => Task.CompletedTask;")]
    [InlineData("[DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; private int RunAsyncCore;")]
    [InlineData("[DistributedLock(\"a\", Body = \"Service\")] public Task RunAsync() => Task.CompletedTask;")]
    [InlineData("[DistributedLock(\"a\", Body = \"no name\")] public Task RunAsync() => Task.CompletedTask;")]
    [InlineData("[DistributedLock(\"a\", Body = nameof(RunAsync))] public Task RunAsync() => Task.CompletedTask;")]
    [InlineData("[DistributedLock(\"a\")] public static extern void Run();")]
    [InlineData("[DistributedLock(\"a\")] public void Run(\n#if DEBUG\n int a\n#endif\n) { }")]
    public Task No_fix_where_something_would_be_lost(string members) => Fixed.NotOffered(
        new MakePartialFix(), Method, $"public partial class Service(IDistributedLocks locks) {{ {members} }}");

    [Fact]
    public Task No_fix_where_the_body_would_hide_an_inherited_member() => Fixed.NotOffered(
        new MakePartialFix(),
        Method,
        """
        public class Base { protected void RunCore() { } }
        public partial class Service(IDistributedLocks locks) : Base { [DistributedLock("a")] public void Run() { } }
        """);

    private static Task InService(string before, string after)
    {
        const string Service = "#pragma warning disable CS0114, CS9113\npublic partial class Service(IDistributedLocks locks)\n{\n";
        return Fixed.ByOne(new MakePartialFix(), Method, Service + before + "\n}\n", Service + after + "\n}\n");
    }
}
