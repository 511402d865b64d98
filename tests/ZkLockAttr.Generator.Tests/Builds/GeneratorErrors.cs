namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>The errors that the generator reports: there is no half that could throw, so nothing may keep them from failing the build.</summary>
internal static class GeneratorErrors
{
    /// <summary>Code that would compile without them, and run unlocked.</summary>
    public static readonly ErrorCase[] OfCodeThatCompiles =
    [
        Of("ZKL0001", "public partial class Service { [DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; }"),
        Of("ZKL0001", "public partial interface IService { [DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; }"),
        Of("ZKL0002", "public class Service { [DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; }"),
        Of("ZKL0004", """
            public partial class Service
            {
                [DistributedLock("a")] public partial Task RunAsync();
                public partial Task RunAsync() => RunAsyncCore();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0004", """
            public partial class Service
            {
                public partial Task RunAsync();
                [DistributedLock("a")] public partial Task RunAsync() => RunAsyncCore();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0001", "public partial class Service { [DistributedSemaphore(\"a\", 3)] public Task RunAsync() => Task.CompletedTask; }"),
        Of("ZKL0005", "public partial class Service { [DistributedLock(\"a\"), DistributedSemaphore(\"b\", 3)] public Task RunAsync() => Task.CompletedTask; }"),
        Of("ZKL0005", "public static partial class Extensions { extension(int id) { [DistributedLock(\"a\")] public Task RunAsync() => Task.FromResult(id); } }"),
        Of("ZKL0005", "public partial class Service { public static void Run() { Local(); [DistributedLock(\"a\")] static void Local() { } } }"),
        Of("ZKL0005", "public partial class Service { public Action Run { get; } = [DistributedLock(\"a\")] () => { }; }"),
        Of("ZKL0005", "public partial class Service { public int Count { [DistributedLock(\"a\")] get => 1; } }"),
        Of("ZKL0005", "public partial class Service : IDisposable { [DistributedLock(\"a\")] void IDisposable.Dispose() { } }"),
        Of("ZKL0005", "public partial class Service { [DistributedLock(\"a\")] public static Service operator +(Service a, Service b) => a; }"),
    ];

    /// <summary>Code that the compiler refuses too, each with another of its errors.</summary>
    public static readonly ErrorCase[] OfCodeThatDoesNot =
    [
        Of("ZKL0002", """
            public class Service
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0003", """
            public partial class Service
            {
                [DistributedLock("a")] partial Task RunAsync();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0005", """
            file partial class Service
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0005", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedSemaphore("b", 3), DistributedLock("a")] public partial Task RunAsync();
                private static Task RunAsyncCore() => Task.CompletedTask;
            }
            """),
        Of("ZKL0001", "public class Derived : Missing { [DistributedLock(\"a\")] public Missing Run() => 1 + null; }"),
    ];

    public static IEnumerable<ErrorCase> All => [.. OfCodeThatCompiles, .. OfCodeThatDoesNot];

    private static ErrorCase Of(string id, string code) => new(id, "", code) { Outcome = "does not build" };
}
