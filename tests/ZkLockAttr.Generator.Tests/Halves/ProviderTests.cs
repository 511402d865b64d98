using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>What a half locks with.</summary>
public class ProviderTests
{
    private const string Run = """[DistributedLock("a")] public partial Task RunAsync(); private Task RunAsyncCore() => Task.CompletedTask;""";

    [Theory]
    [InlineData("public partial class S(IDistributedLocks locks) { RUN }", "locks")]
    [InlineData("public partial class S(DistributedLocks @lock) { RUN }", "@lock")]
    [InlineData("public partial class S(IDistributedLocks locks) { private readonly IDistributedLocks _locks = locks; RUN }", "this._locks")]
    [InlineData("public partial class S { private IDistributedLocks Locks { get; } = null!; RUN }", "this.Locks")]
    [InlineData("public partial class S { private static readonly IDistributedLocks Locks = null!; RUN }", "global::S.Locks")]
    [InlineData("public partial class S<T> { private static readonly IDistributedLocks Locks = null!; RUN }", "global::S<T>.Locks")]
    [InlineData("public partial record S(IDistributedLocks Locks) { RUN }", "this.Locks")]
    [InlineData("public class B { protected IDistributedLocks Inherited = null!; } public partial class S : B { RUN }", "this.Inherited")]
    [InlineData("public class B { private IDistributedLocks Hidden = null!; } public partial class S(IDistributedLocks own) : B { RUN }", "own")]
    [InlineData("public abstract class B { public abstract IDistributedLocks L { get; } } public partial class S(IDistributedLocks l) : B { public override IDistributedLocks L => l; RUN }", "this.L")]
    [InlineData("public partial interface S { IDistributedLocks L { get; } RUN }", "this.L")]
    [InlineData("public interface B { IDistributedLocks L { get; } } public partial interface S : B { RUN }", "this.L")]
    public void Found(string type, string expected) => AssertLocksWith(expected, "#pragma warning disable CS0169, CS0414, CS9107\n" + type.Replace("RUN", Run, StringComparison.Ordinal));

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public partial Task RunAsync(IDistributedLocks mine); private Task RunAsyncCore(IDistributedLocks mine) => Task.CompletedTask;", "mine")]
    [InlineData("[DistributedLock(\"a\", Provider = nameof(Other))] public partial Task RunAsync(); private Task RunAsyncCore() => Task.CompletedTask;", "this.Other")]
    [InlineData("[DistributedLock(\"a\", Provider = nameof(locks))] public partial Task RunAsync(); private Task RunAsyncCore() => Task.CompletedTask;", "locks")]
    public void Chosen(string members, string expected) => AssertLocksWith(expected, $$"""
        #pragma warning disable CS9113
        public partial class S(IDistributedLocks locks)
        {
            private IDistributedLocks Locks { get; } = null!;
            private IDistributedLocks Other { get; } = null!;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public static partial Task RunAsync(); private static Task RunAsyncCore() => Task.CompletedTask;", "global::ZkLockAttr.DistributedLocks.Default")]
    [InlineData("[DistributedLock(\"a\")] public static partial Task RunAsync(IDistributedLocks mine); private static Task RunAsyncCore(IDistributedLocks mine) => Task.CompletedTask;", "mine")]
    public void Static(string members, string expected) => AssertLocksWith(expected, $$"""
        public partial class S(IDistributedLocks locks)
        {
            private IDistributedLocks Locks { get; } = locks;
            {{members}}
        }
        """);

    private static void AssertLocksWith(string expected, string source)
    {
        var run = GeneratorRun.OfGood(source);
        Assert.Contains($"LockedCall.AcquireAsync({expected}, ", Assert.Single(run.Result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }
}
