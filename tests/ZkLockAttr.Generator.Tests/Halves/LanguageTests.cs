using System.Runtime.CompilerServices;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>What the language wants both halves to repeat, and what it wants on one alone.</summary>
public class LanguageTests
{
    [Fact]
    public void Virtual_override_sealed_and_new() => Match("""
        namespace Shop;

        public partial class Base(IDistributedLocks locks)
        {
            protected IDistributedLocks Locks { get; } = locks;

            [DistributedLock("base")]
            public virtual partial Task<T?> RunAsync<T>(T? value);

            [DistributedLock("hidden")]
            public partial Task HideAsync();

            private Task<T?> RunAsyncCore<T>(T? value) => Task.FromResult(value);

            private Task HideAsyncCore() => Task.CompletedTask;
        }

        public partial class Middle(IDistributedLocks locks) : Base(locks)
        {
            [DistributedLock("middle")]
            public override partial Task<T?> RunAsync<T>(T? value) where T : default;

            private Task<T?> RunAsyncCore<T>(T? value) => Task.FromResult(value);
        }

        public partial class Bottom(IDistributedLocks locks) : Middle(locks)
        {
            [DistributedLock("bottom")]
            public sealed override partial Task<T?> RunAsync<T>(T? value) where T : default;

            [DistributedLock("new")]
            public new partial Task HideAsync();

            private Task<T?> RunAsyncCore<T>(T? value) => Task.FromResult(value);

            private Task HideAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public void Every_kind_of_parameter() => Match("""
        namespace Shop;

        public partial class Blocks(IDistributedLocks locks)
        {
            [DistributedLock("blocks/{number}")]
            public unsafe partial int Run(
                ref int number, out string text, in DateTime day, ref readonly long count, scoped ReadOnlySpan<byte> bytes, scoped ref int kept,
                int* pointer, dynamic anything, (int Left, string? Right) pair, string? note = "none", params ReadOnlySpan<int> rest);

            private unsafe int RunCore(
                ref int number, out string text, in DateTime day, ref readonly long count, ReadOnlySpan<byte> bytes, scoped ref int kept,
                int* pointer, object anything, (int, string?) pair, string? note, ReadOnlySpan<int> rest)
            {
                text = "";
                return 0;
            }
        }
        """);

    [Fact]
    public void Every_kind_of_constraint() => Match("""
        namespace Shop;

        public partial class Generic(IDistributedLocks locks)
        {
            [DistributedLock("generic")]
            protected internal partial ValueTask<A> RunAsync<A, B, C, D, E, F>(A a, B b, C? c, D d, E e, F? f)
                where A : unmanaged
                where B : struct, Enum
                where C : class?, IList<B>
                where D : notnull
                where E : List<D>, IDisposable, new();

            private ValueTask<T> RunAsyncCore<T, B, C, D, E, F>(T a, B b, C? c, D d, E e, F? f)
                where T : unmanaged
                where B : struct, Enum
                where C : class?, IList<B>
                where D : notnull
                where E : List<D>, IDisposable, new() => new(a);
        }
        """);

    [Fact]
    public void Locals_make_way_for_parameters() => Match("""
        namespace Shop;

        public partial class Names(IDistributedLocks handle)
        {
            [DistributedLock("{name}-{lockName}-{await}-{event}")]
            public partial Task<int> RunAsync(string name, int lockName, int @await, int @event, int call, int result, int error, int reason, int request);

            [DistributedLock("{request}")]
            public partial Task StopAsync(string name, int lockName, int request);

            private Task<int> RunAsyncCore(string name, int lockName, int @await, int @event, int call, int result, int error, int reason, int request) =>
                Task.FromResult(1);

            private Task StopAsyncCore(string name, int lockName, int request, LockHandle held) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void Types_and_type_parameters_with_names_that_the_language_reserves() => Match("""
        namespace Shop;

        public partial class @required<@scoped>
        {
            public partial record @file(IDistributedLocks Locks)
            {
                [DistributedLock("{name}-{scoped}-{values.Length}")]
                public partial Task RunAsync<@name, @field>(@field[] values);

                private Task RunAsyncCore<@name, @field>(@field[] values) => Task.CompletedTask;
            }
        }

        public static partial class @await
        {
            private static IDistributedLocks Locks => null!;

            [DistributedLock("await")]
            public static partial Task RunAsync<@await>(List<@await> items);

            private static Task RunAsyncCore<@await>(List<@await> items) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void A_parameter_of_the_bodys_name() => Match("""
        namespace Shop;

        public partial class Hiding(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync(Action RunAsyncCore);
            [DistributedLock("b")] public static partial Task StopAsync(Action StopAsyncCore, IDistributedLocks locks);
            private Task RunAsyncCore(Action run) => Task.CompletedTask;
            private static Task StopAsyncCore(Action stop, IDistributedLocks locks) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void What_the_user_suppressed_on_the_definition_does_not_fail_in_the_half() => GeneratorRun.OfGood("""
        [Obsolete("old", error: false)]
        public class Old;

        [System.Diagnostics.CodeAnalysis.Experimental("X1")]
        public class Tried;

        public partial class Uses(IDistributedLocks locks)
        {
        #pragma warning disable CS0618, X1
            [DistributedLock("a")]
            public partial Task RunAsync(Old old, Tried tried);

            private Task RunAsyncCore(Old old, Tried tried) => Task.CompletedTask;
        #pragma warning restore CS0618, X1
        }
        """);

    [Fact]
    public void A_file_without_nullable_context() => GeneratorRun.OfGood("""
        #nullable disable
        public partial class Oblivious
        {
            private readonly IDistributedLocks _locks = null;

            [DistributedLock("{id}", Timeout = "1s", OnTimeout = OnTimeout.Skip)]
            public partial Task<string> RunAsync<T>(string id, List<string> list) where T : class;

            private Task<string> RunAsyncCore<T>(string id, List<string> list) where T : class => Task.FromResult(id);
        }
        """);

    [Fact]
    public void Definition_and_body_in_different_files() => GeneratorRun.OfGood(
        "namespace A; public partial class Split { [DistributedLock(\"a\")] public partial Task RunAsync(); }",
        "namespace A; public partial class Split(IDistributedLocks locks) { private Task RunAsyncCore() => Task.CompletedTask; }");

    [Fact]
    public void An_unsafe_type() => GeneratorRun.OfGood("""
        public unsafe partial class Raw(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync();
            [DistributedLock("b")] public partial void Run(int* pointer);
            private Task RunAsyncCore() => Task.CompletedTask;
            private void RunCore(int* pointer) { }
        }
        """);

    [Fact]
    public void A_ref_struct_and_a_params_list() => GeneratorRun.OfGood("""
        public ref partial struct Ref(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial void Run(params List<int> ids);
            private void RunCore(List<int> ids) { }
        }
        """);

    private static void Match(string source, [CallerMemberName] string test = "") =>
        Snapshots.Match(GeneratorRun.OfGood(source), nameof(LanguageTests), test);
}
