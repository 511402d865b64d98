namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>The errors that analyzers report. The halves of all but the last five throw.</summary>
internal static class AnalyzerErrors
{
    public static readonly ErrorCase[] All =
    [
        Async("ZKL0006", "Derived", "", "public class Derived() : Task<int>(() => 1);"),
        Blocking("ZKL0006", "IAsyncEnumerator<int>", ""),
        Blocking("ZKL0006", "Span<int>", ""),
        Blocking("ZKL0007", "Task", "ReadOnlySpan<char> text", "default"),
        Blocking("ZKL0007", "ValueTask<int>", "in int id", "1"),
        new("ZKL0008", "foreach (var _ in new Service(null!).Run()) { }", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial IEnumerable<int> Run();

                private static IEnumerable<int> RunCore()
                {
                    Ran.Unlocked();
                    yield return 1;
                }
            }
            """),
        InService("ZKL0101", "[DistributedLock(\"a\")] public partial Task RunAsync();"),
        InService("ZKL0101", """
            [DistributedLock("a", Body = "Work")] public partial Task RunAsync();
            private static Task RunAsyncCore() => Ran.UnlockedAsync();
            """),
        WithBody("ZKL0102", "", "Task RunAsyncCore(int more)"),
        WithBody("ZKL0102", "", "Task RunAsyncCore<T>()"),
        InService("ZKL0103", """
            [DistributedLock("a")] public partial Task RunAsync();

            private static async void RunAsyncCore()
            {
                Ran.Unlocked();
                await Task.Yield();
            }
            """),
        InService("ZKL0104", """
            [DistributedLock("a")] public partial Task RunAsync();
            private static Task RunAsyncCore(LockHandle handle) => Ran.UnlockedAsync();
            private static Task RunAsyncCore(CancellationToken lost) => Ran.UnlockedAsync();
            """),
        Named("ZKL0201", "orders/{oder}"),
        Named("ZKL0202", "orders/{"),
        Named("ZKL0203", "orders/{Order}"),
        Named("ZKL0204", "orders/{order.ToString}"),
        Named("ZKL0205", "orders/{anything}"),
        Named("ZKL0210", "orders//{order}"),
        Named("ZKL0201", "orders\", \"stock/{oder}"),
        InService("ZKL0210", """
            [DistributedLock] public partial Task RunAsync();
            private static Task RunAsyncCore() => Ran.UnlockedAsync();
            """),
        Named("ZKL0211", "{order}{order}"),
        WithBody("ZKL0301", ", Timeout = \"soon\""),
        WithBody("ZKL0301", ", Retain = \"soon\""),
        WithBody("ZKL0301", ", HoldAtLeast = \"soon\""),
        InService("ZKL0302", """
            [DistributedSemaphore("a", 0)] public partial Task RunAsync();
            private static Task RunAsyncCore() => Ran.UnlockedAsync();
            """),
        WithBody("ZKL0303", ", OnTimeout = OnTimeout.Skip"),
        WithBody("ZKL0304", ", Timeout = \"0s\", Fallback = \"Nothing\""),
        WithBody("ZKL0304", ", Timeout = \"0s\", Fallback = nameof(RunAsyncCore)"),
        WithBody("ZKL0305", ", Provider = \"nobody\""),
        new("ZKL0305", "await new Service().RunAsync();", """
            public partial class Service
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private static Task RunAsyncCore() => Ran.UnlockedAsync();
            }
            """),
        new("ZKL0306", "await new Service(null!).RunAsync();", """
            public class Kept(IDistributedLocks given)
            {
                public bool HasLocks => given is not null;
            }

            public partial class Service(IDistributedLocks locks) : Kept(locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private static Task RunAsyncCore() => Ran.UnlockedAsync();
            }
            """),

        WithBody("ZKL0309", ", \"b\", Retain = \"10s\""),
        WithBody("ZKL0309", ", Retain = \"10s\"", "Task<int> RunAsyncCore(LockHandle handle)"),

        // The one guard that only an analyzer can give: the body is a method like any other, and its page says what suppressing it means.
        new("ZKL0120", "await new Service(null!).ImportAsync();", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                public Task ImportAsync() => RunAsyncCore();
                private static Task RunAsyncCore() => Ran.UnlockedAsync();
            }
            """)
        {
            Outcome = "RAN UNLOCKED",
        },

        // Nothing runs unlocked: the inner call asks for the lock that the outer one holds, and the locks answer LockRecursionException.
        new("ZKL0401", "await new Service(new Locks()).RunAsync();", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                [DistributedLock("a")] public partial Task OtherAsync();
                private Task RunAsyncCore() => OtherAsync();
                private static Task OtherAsyncCore() => Ran.UnlockedAsync();
            }
            """)
        {
            Outcome = "asked for the lock that it holds",
        },

        // As above, by a reader who wants to write.
        new("ZKL0403", "await new Service(new Locks()).RunAsync();", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a", Mode = LockMode.Shared)] public partial Task RunAsync();
                [DistributedLock("a")] public partial Task OtherAsync();
                private Task RunAsyncCore() => OtherAsync();
                private static Task OtherAsyncCore() => Ran.UnlockedAsync();
            }
            """)
        {
            Outcome = "asked for the lock that it holds",
        },

        // The two never meet here. Where they do, the locks of the second one refuse.
        new("ZKL0214", "await new Service(new Locks()).RunAsync();", """
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("queue")] public partial Task RunAsync();
                [DistributedSemaphore("queue", 3)] public partial Task OtherAsync();
                private Task RunAsyncCore()
                {
                    Console.WriteLine(Ran.Case + (((Locks)locks).IsHeld ? " ran under its lock" : " RAN UNLOCKED"));
                    return Task.CompletedTask;
                }
                private static Task OtherAsyncCore() => Ran.UnlockedAsync();
            }
            """)
        {
            Outcome = "ran under its lock",
        },

        // The opposite of unlocked: the lock is there, and stays.
        new("ZKL0404", "await Service.RunAsync(new Locks());", """
            public static class Service
            {
                public static async Task RunAsync(Locks given)
                {
                    IDistributedLocks locks = given;
                    await locks.AcquireAsync("a");
                    Console.WriteLine(Ran.Case + (given.IsHeld ? " still holds it" : " released it"));
                }
            }
            """)
        {
            Outcome = "still holds it",
        },
    ];

    private static ErrorCase Async(string id, string result, string parameter, string types) => new(id, "await new Service(null!).Run();", $$"""
        {{types}}
        {{Service(result, parameter)}}
        """);

    private static ErrorCase Blocking(string id, string result, string parameter, string argument = "") =>
        new(id, $"_ = new Service(null!).Run({argument});", Service(result, parameter));

    private static string Service(string result, string parameter) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial {{result}} Run({{parameter}});

            private static {{result}} RunCore({{parameter}})
            {
                Ran.Unlocked();
                return default!;
            }
        }
        """;

    private static ErrorCase WithBody(string id, string options, string body = "Task<int> RunAsyncCore()") => InService(id, $$"""
        [DistributedLock("a"{{options}})] public partial Task<int> RunAsync();
        private static {{body}} => Ran.UnlockedAsync();
        """);

    private static ErrorCase InService(string id, string members) => new(id, "await new Service(null!).RunAsync();", $$"""
        public partial class Service(IDistributedLocks locks)
        {
        {{members}}
        }
        """);

    private static ErrorCase Named(string id, string name) => new(id, "await new Service(null!).RunAsync(1, new object());", $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("{{name}}")] public partial Task RunAsync(int order, object anything);
            private static Task RunAsyncCore(int order, object anything) => Ran.UnlockedAsync();
        }
        """);
}
