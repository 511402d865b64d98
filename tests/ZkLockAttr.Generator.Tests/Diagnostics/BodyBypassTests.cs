using System.Globalization;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0120: a body that is used without its lock.</summary>
public class BodyBypassTests
{
    [Theory]
    [InlineData("public Task Use() => {|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("public Task Use() => this.{|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("public Task Use(Service? other) => other?.{|ZKL0120:RunAsyncCore|}(1) ?? Task.CompletedTask;")]
    [InlineData("public Task Use(List<Service> all) => Task.WhenAll(all.ConvertAll(one => one.{|ZKL0120:RunAsyncCore|}(1)));")]
    [InlineData("public Task Use() { return Local(); Task Local() => {|ZKL0120:RunAsyncCore|}(1); }")]
    [InlineData("public Func<int, Task> Use() => {|ZKL0120:RunAsyncCore|};")]
    [InlineData("public Func<int, Task> Use() => new Func<int, Task>(this.{|ZKL0120:RunAsyncCore|});")]
    [InlineData("public Delegate Use() => {|ZKL0120:RunAsyncCore|};")]
    [InlineData("public event Func<int, Task>? Happened; public void Use() => Happened += {|ZKL0120:RunAsyncCore|};")]
    [InlineData("public Task Used => {|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("public Task Used { get; } = new Service(null!).{|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("private readonly Func<Service, Task> _use = service => service.{|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("public System.Linq.Expressions.Expression<Func<Task>> Use() => () => {|ZKL0120:RunAsyncCore|}(1);")]
    [InlineData("public class Nested { public Task Use(Service outer) => outer.{|ZKL0120:RunAsyncCore|}(1); }")]
    [InlineData("public Service(int id) : this({|ZKL0120:StartCore|}(id)) { }")]
    [InlineData("public Task Use(dynamic id) => {|ZKL0120:RunAsyncCore|}(id);")]
    [InlineData("public unsafe void Use() { delegate*<int, IDistributedLocks> start = &{|ZKL0120:StartCore|}; }")]
    [InlineData("public void Use(bool really = false) { if (really) { _ = {|ZKL0120:RunAsyncCore|}(1); } }")]
    public Task Used_by_another_member(string member) => InService(member);

    [Theory]
    [InlineData("public string Use() => nameof(RunAsyncCore) + nameof(Service.StartCore);")]
    [InlineData("/// <see cref=\"RunAsyncCore\"/>\npublic Task Use() => RunAsync(1);")]
    [InlineData("public Func<int, CancellationToken, Task> Use() => RunAsync;")]
    [InlineData("private Task RunAsyncCore(string text) => Task.CompletedTask; public Task Use() => RunAsyncCore(\"\");")]
    [InlineData("private Task UnrelatedCore() => Task.CompletedTask; public Task Use() => UnrelatedCore();")]
    public Task Not_used(string member) => InService(member);

    [Fact]
    public async Task The_message_says_what_to_call()
    {
        var diagnostics = await InService("public Task Use() => {|ZKL0120:RunAsyncCore|}(1);");
        Assert.Equal(
            "'RunAsyncCore' is the body of 'RunAsync': calling it here runs it without the lock; use 'RunAsync' instead",
            diagnostics.Single(diagnostic => diagnostic.Id == "ZKL0120").GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task The_body_of_a_semaphore() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedSemaphore("a", 3)] public partial Task RunAsync();
            public Task Use() => {|ZKL0120:RunAsyncCore|}();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Its_own_recursion() => Flagged.ByAnalyzer("""
        public partial class Tree(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task WalkAsync(int depth);

            private async Task WalkAsyncCore(int depth)
            {
                await WalkAsyncCore(depth - 1);
                await Task.WhenAll(new List<int> { 1 }.ConvertAll(WalkAsyncCore));
                await Local();
                async Task Local() => await Task.Run(() => WalkAsyncCore(depth - 1));
            }
        }
        """);

    [Fact]
    public Task The_body_of_another_method() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task AAsync();
            [DistributedLock("b")] public partial Task BAsync();
            private Task AAsyncCore() => Task.CompletedTask;
            private Task BAsyncCore() => {|ZKL0120:AAsyncCore|}();
        }
        """);

    [Fact]
    public Task An_override_calls_its_base() => Flagged.ByAnalyzer("""
        public partial class Base(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync();
            protected virtual Task RunAsyncCore() => Task.CompletedTask;
        }

        public class Derived(IDistributedLocks locks) : Base(locks)
        {
            protected override Task RunAsyncCore() => base.RunAsyncCore();
            public Task Use() => {|ZKL0120:RunAsyncCore|}();
            public Task UseBase() => base.{|ZKL0120:RunAsyncCore|}();
        }

        public class Bottom(IDistributedLocks locks) : Derived(locks)
        {
            protected override async Task RunAsyncCore() { await base.RunAsyncCore(); await Again(); Task Again() => base.RunAsyncCore(); }
            public void Hand(Action<Func<Task>> take) => take({|ZKL0120:RunAsyncCore|});
        }
        """);

    [Fact]
    public Task An_override_with_a_lock_of_its_own() => Flagged.ByAnalyzer("""
        public partial class Base(IDistributedLocks locks)
        {
            protected IDistributedLocks Locks => locks;
            [DistributedLock("a")] public virtual partial Task RunAsync();
            protected virtual Task RunAsyncCore() => Task.CompletedTask;
        }

        public partial class Derived(IDistributedLocks locks) : Base(locks)
        {
            [DistributedLock("b")] public override partial Task RunAsync();
            protected override Task RunAsyncCore() => base.RunAsyncCore();
        }
        """);

    [Fact]
    public Task Generic_bodies_and_types() => Flagged.ByAnalyzer("""
        public partial class Box<T>(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task PutAsync<U>(T value, U other);
            internal Task PutAsyncCore<U>(T value, U other) => value is null ? Task.CompletedTask : new Box<string>(null!).PutAsyncCore("", other);
        }

        public static class Other
        {
            public static Task Use(Box<int> box) => box.{|ZKL0120:PutAsyncCore|}<string>(1, "");
            public static Func<int, string, Task> Hand(Box<int> box) => box.{|ZKL0120:PutAsyncCore|};
        }
        """);

    [Fact]
    public Task An_extension_method_and_a_static_body() => Flagged.ByAnalyzer("""
        public static partial class Extensions
        {
            [DistributedLock("{id}")] public static partial Task {|ZKL0308:RunAsync|}(this string id);
            internal static Task RunAsyncCore(this string id) => Task.CompletedTask;
            public static Task Use() => "".{|ZKL0120:RunAsyncCore|}();
            public static Func<Task> Hand() => "".{|ZKL0120:RunAsyncCore|};
        }
        """);

    [Fact]
    public Task An_interface_and_what_implements_its_body() => Flagged.ByAnalyzer("""
        public partial interface IJob
        {
            IDistributedLocks Locks { get; }
            [DistributedLock("a")] public virtual partial Task RunAsync();
            Task RunAsyncCore();
        }

        public class Job(IDistributedLocks locks) : IJob
        {
            public IDistributedLocks Locks => locks;
            public Task RunAsyncCore() => Task.CompletedTask;
            public Task Use() => {|ZKL0120:RunAsyncCore|}();
            public Task UseInterface(IJob other) => other.{|ZKL0120:RunAsyncCore|}();
        }
        """);

    [Fact]
    public Task Another_file_and_generated_code() => Flagged.ByAnalyzer(
        """
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        """
        // <auto-generated/>
        public partial class Service { public Task Use() => {|ZKL0120:RunAsyncCore|}(); }
        """);

    [Fact]
    public Task One_body_for_two_methods() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a", Body = nameof(Work))] public partial Task RunAsync();
            [DistributedLock("b", Body = nameof(Work))] public partial Task StopAsync();
            private Task Work() => Task.CompletedTask;
            public Task Use() => {|ZKL0120:Work|}();
        }
        """);

    [Fact]
    public Task Another_assembly() => Flagged.WithReference(
        """
        public partial class Base(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task RunAsync();
            protected internal virtual Task RunAsyncCore() => Task.CompletedTask;
        }
        """,
        """
        public class Derived(IDistributedLocks locks) : Base(locks)
        {
            protected override Task RunAsyncCore() => base.RunAsyncCore();
            public Task Use() => {|ZKL0120:RunAsyncCore|}();
        }
        """);

    [Fact]
    public async Task A_half_by_hand_gains_nothing_by_lying_where_ours_do()
    {
        // The analyzer cannot tell this file from the generator's own, but then the generator refuses the method.
        var compilation = TestCompilation.Of("""
            public partial class Service(IDistributedLocks locks)
            {
                public IDistributedLocks Locks => locks;
                [DistributedLock("a")] public partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }
            """).AddSyntaxTrees(TestCompilation.Parse(
            "partial class Service { public partial Task RunAsync() => RunAsyncCore(); }",
            $"obj/ZkLockAttr.Generator/{typeof(DistributedLockGenerator).FullName}/Service.RunAsync.g.cs"));

        var run = GeneratorRun.Of(compilation);
        Assert.Equal("ZKL0004", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Result.GeneratedSources);
        Assert.Empty(await Flagged.Analyze(run.Output));
    }

    [Fact]
    public async Task A_half_by_hand_is_no_place_to_call_the_body()
    {
        var run = GeneratorRun.Of(TestCompilation.Of("""
            public partial class Service(IDistributedLocks locks)
            {
                public IDistributedLocks Locks => locks;
                [DistributedLock("a")] public partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
                public partial Task RunAsync() => RunAsyncCore();
            }
            """));
        Assert.Equal("ZKL0004", Assert.Single(run.Diagnostics).Id);
        Assert.Equal("ZKL0120", Assert.Single(await Flagged.Analyze(run.Output)).Id);
    }

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> InService(string member) => Flagged.ByAnalyzer($$"""
        #pragma warning disable CS0067
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("{id}", Timeout = "1s")] public partial Task RunAsync(int id, CancellationToken stop = default);
            [DistributedLock("start")] public static partial IDistributedLocks {|ZKL0308:Start|}(int id);

            private Task RunAsyncCore(int id) => Task.CompletedTask;

            private static IDistributedLocks StartCore(int id) => null!;

            {{member}}
        }
        """);
}
