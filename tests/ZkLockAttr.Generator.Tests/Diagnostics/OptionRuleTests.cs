using System.Globalization;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0301, ZKL0303 to ZKL0305, ZKL0306 and ZKL0308: how long to wait, what then, and with which locks.</summary>
public class OptionRuleTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("1.5s")]
    [InlineData("1d")]
    [InlineData("00:00:05")]
    [InlineData("٥s")]
    [InlineData("577h")]
    [InlineData("99999999999999999999s")]
    [InlineData("")]
    public Task Unreadable_durations(string timeout) => InType($$"""
        [DistributedLock("a", Timeout = {|ZKL0301:"{{timeout}}"|})] public partial Task RunAsync();
        private Task RunAsyncCore() => Task.CompletedTask;
        """);

    [Theory]
    [InlineData("0s")]
    [InlineData("0ms")]
    [InlineData("250ms")]
    [InlineData("05s")]
    [InlineData("2073600000ms")]
    [InlineData("576h")]
    public Task Good_durations(string timeout) => InType($$"""
        [DistributedLock("a", Timeout = "{{timeout}}")] public partial Task RunAsync();
        private Task RunAsyncCore() => Task.CompletedTask;
        """);

    [Fact]
    public async Task The_message_shows_what_was_written()
    {
        var diagnostics = await InType("""
            [DistributedLock("a", Timeout = {|ZKL0301:"soon"|})] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
            """);
        Assert.Equal(
            "The Timeout \"soon\" of 'RunAsync' cannot be read: write an integer and ms, s, m or h, at most 24 days, as in \"250ms\"",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Skip_without_a_timeout() => InType("""
        [DistributedLock("a", OnTimeout = {|ZKL0303:OnTimeout.Skip|})] public partial Task RunAsync();
        private Task RunAsyncCore() => Task.CompletedTask;
        """);

    [Theory]
    [InlineData("int")]
    [InlineData("string")]
    [InlineData("Task<int>")]
    [InlineData("ValueTask<DateTime>")]
    [InlineData("Task<T>")]
    [InlineData("Task<List<int>>")]
    [InlineData("IAsyncEnumerable<int>")]
    public Task Skip_where_the_default_value_could_be_an_answer(string result) => InType($$"""
        [DistributedLock("a", Timeout = "0s", OnTimeout = {|ZKL0303:OnTimeout.Skip|})] public partial {{result}} Run<T>();
        private {{result}} RunCore<T>() => throw new NotSupportedException();
        """);

    [Theory]
    [InlineData("void")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("bool")]
    [InlineData("Task<bool>")]
    [InlineData("int?")]
    [InlineData("ValueTask<int?>")]
    [InlineData("Task<string?>")]
    [InlineData("Task<T?>")]
    public Task Skip_where_it_is_none(string result) => InType($$"""
        [DistributedLock("a", Timeout = "0s", OnTimeout = OnTimeout.Skip)] public partial {{result}} Run<T>();
        private {{result}} RunCore<T>() => throw new NotSupportedException();
        """);

    [Theory]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:\"Nothing\"|}", "there is no such method of its signature; write 'private Task<int> Nothing(int id, CancellationToken stop)'")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:\"\"|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(OtherResult)|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(OtherParameters)|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(WithHandle)|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(Generic)|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(RunAsync)|}", "there is no such method of its signature")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(RunAsyncCore)|}", "it is the body of 'RunAsync' and would run without the lock")]
    [InlineData("Timeout = \"1s\", Fallback = {|ZKL0304:nameof(OtherAsyncCore)|}", "it is the body of 'OtherAsync' and would run without the lock")]
    [InlineData("Fallback = {|ZKL0304:nameof(Fits)|}", "it has no Timeout to run out")]
    [InlineData("Timeout = \"1s\", OnTimeout = OnTimeout.Skip, Fallback = {|ZKL0304:nameof(Fits)|}", "it has OnTimeout.Skip too", "Task<int?>")]
    public async Task A_fallback_that_cannot_be_called(string options, string message, string result = "Task<int>")
    {
        var diagnostics = await WithFallback(options, result);
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fits")]
    [InlineData("OtherAsync")]
    public Task A_fallback_that_fits(string name) => WithFallback($"Timeout = \"0s\", Fallback = nameof({name})", "Task<int>");

    [Theory]
    [InlineData("public partial class S { MEMBER }", "has no locks to lock with")]
    [InlineData("public partial class S { public static void Use(IDistributedLocks locks) { } MEMBER }", "has no locks to lock with")]
    [InlineData("public class B { private IDistributedLocks _locks = null!; } public partial class S : B { MEMBER }", "has no locks to lock with")]
    [InlineData("public partial class S { public IDistributedLocks Locks { set { } } MEMBER }", "has no locks to lock with")]
    [InlineData("public partial class S(IDistributedLocks a, IDistributedLocks b) { MEMBER }", "several locks to lock with, 'a', 'b': choose one with Provider = nameof(a)")]
    [InlineData("public partial class S { private IDistributedLocks _a = null!; IDistributedLocks B => _a; MEMBER }", "several locks to lock with, '_a', 'B'")]
    public async Task No_provider_or_several(string type, string message)
    {
        var diagnostics = await Flagged.ByAnalyzer("#pragma warning disable CS0169, CS0414, CS0649, CS9113\n" + type.Replace(
            "MEMBER", "[DistributedLock(\"a\")] public partial Task {|ZKL0305:RunAsync|}(); private Task RunAsyncCore() => Task.CompletedTask;", StringComparison.Ordinal));
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"nobody\"", "cannot lock with 'nobody', which it cannot read")]
    [InlineData("nameof(Name)", "cannot lock with 'Name', which is 'string'")]
    [InlineData("nameof(RunAsyncCore)", "cannot lock with 'RunAsyncCore', which it cannot read")]
    public async Task A_provider_that_is_none(string provider, string message)
    {
        var diagnostics = await InType($$"""
            private string Name => "";
            [DistributedLock("a", Provider = {|ZKL0305:{{provider}}|})] public partial Task RunAsync();
            private Task RunAsyncCore() => Task.CompletedTask;
            """);
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_parameter_that_hides_the_provider() => Flagged.ByAnalyzer("""
        #pragma warning disable CS9113
        public partial class S(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task {|ZKL0305:RunAsync|}(string locks);
            private Task RunAsyncCore(string locks) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("public partial class S(IDistributedLocks locks) : B(locks) { [DistributedLock(\"a\")] public partial Task {|ZKL0306:RunAsync|}(); BODY }")]
    [InlineData("public partial class S(IDistributedLocks locks) : B(locks) { [DistributedLock(\"a\", Provider = {|ZKL0306:nameof(locks)|})] public partial Task RunAsync(); BODY }")]
    [InlineData("public partial class S(IDistributedLocks locks) : B(given: locks) { [DistributedLock(\"a\")] public partial Task {|ZKL0306:RunAsync|}(); BODY }")]
    public async Task Locks_that_are_also_passed_to_the_base(string type)
    {
        var diagnostics = await Flagged.ByAnalyzer(
            "public class B(IDistributedLocks given) { private readonly object _kept = given; public override string? ToString() => _kept.ToString(); }",
            type.Replace("BODY", "private Task RunAsyncCore() => Task.CompletedTask;", StringComparison.Ordinal));
        Assert.Equal(
            "'RunAsync' locks with the primary-constructor parameter 'locks', which is also passed to the base, so the object would keep it twice: lock with a property of 'B', or keep 'locks' in a field of 'S'",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("public partial class S(IDistributedLocks locks) : B(locks) { private readonly IDistributedLocks _locks = locks; MEMBER }")]
    [InlineData("public partial class S(IDistributedLocks locks) : C(locks) { MEMBER }")]
    [InlineData("public partial class S(IDistributedLocks locks) : D([locks]) { MEMBER }")]
    [InlineData("public partial class S(IDistributedLocks locks, IDistributedLocks other) : B(other) { [DistributedLock(\"a\", Provider = nameof(locks))] MEMBER }")]
    public Task Locks_that_are_kept_once(string type) => Flagged.ByAnalyzer(
        """
        public class B(IDistributedLocks given) { private readonly object _kept = given; public override string? ToString() => _kept.ToString(); }
        public class C(IDistributedLocks given) { protected IDistributedLocks Locks { get; } = given; }
        public class D(IDistributedLocks[] given) { private readonly object _kept = given; public override string? ToString() => _kept.ToString(); }
        """,
        type.Replace(
            "MEMBER",
            $"{(type.Contains("nameof", StringComparison.Ordinal) ? "" : "[DistributedLock(\"a\")] ")}public partial Task RunAsync(); private Task RunAsyncCore() => Task.CompletedTask;",
            StringComparison.Ordinal));

    [Fact]
    public Task A_static_method_with_the_ambient_provider() => Flagged.ByAnalyzer("""
        public partial class S(IDistributedLocks locks)
        {
            public IDistributedLocks Locks => locks;
            [DistributedLock("a")] public static partial Task {|ZKL0308:RunAsync|}();
            private static Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_static_method_with_a_provider_of_its_own() => Flagged.ByAnalyzer("""
        public static partial class S
        {
            private static IDistributedLocks Locks { get; } = null!;
            [DistributedLock("a")] public static partial Task RunAsync();
            private static Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> WithFallback(string options, string result) => InType($$"""
        [DistributedLock("a", {{options}})] public partial {{result}} RunAsync(int id, CancellationToken stop);
        [DistributedLock("b", Timeout = "1s")] public partial {{result}} OtherAsync(int id, CancellationToken stop);
        private {{result}} RunAsyncCore(int id, CancellationToken stop) => throw new NotSupportedException();
        private {{result}} OtherAsyncCore(int id, CancellationToken stop) => throw new NotSupportedException();
        private static {{result}} Fits(int number, CancellationToken stop) => throw new NotSupportedException();
        private static {{result}} Fits(int number) => throw new NotSupportedException();
        private Task OtherResult(int id, CancellationToken stop) => throw new NotSupportedException();
        private {{result}} OtherParameters(int id) => throw new NotSupportedException();
        private {{result}} WithHandle(int id, LockHandle handle, CancellationToken stop) => throw new NotSupportedException();
        private {{result}} Generic<T>(int id, CancellationToken stop) => throw new NotSupportedException();
        """);

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> InType(string members) => Flagged.ByAnalyzer($$"""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
        {{members}}
        }
        """);
}
